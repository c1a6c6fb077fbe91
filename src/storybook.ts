export { stageAddon } from './storybook/stage-addon.js';
export { onMoment, type MomentPicture, type StageParameters } from './storybook/story-stage.js';
export { withStage, type StageDecorator } from './storybook/with-stage.js';
export { withWebSocket, type StoryWebSocketOptions } from './storybook/with-websocket.js';
