export { stageAddon } from './storybook/stage-addon.js';
export { onMoment, type MomentPicture, type StageParameters } from './storybook/story-stage.js';
export type { StageTabElement } from './storybook/stage-tab.js';
export { withBroadcastChannel } from './storybook/with-broadcast-channel.js';
export { withStage, type StageDecorator } from './storybook/with-stage.js';
export { withSSE, type StorySSEOptions } from './storybook/with-sse.js';
export { withWorker } from './storybook/with-worker.js';
export { withWebSocket, type StoryWebSocketOptions } from './storybook/with-websocket.js';
