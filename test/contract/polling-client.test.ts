import { withoutRepetitions } from './comparison.js';
import { contract } from './contract.js';
import { answerScenes } from './scenes/polling/answer-scenes.js';
import { pollingScene } from './scenes/polling/polling-scene.js';
import { troubleScenes } from './scenes/polling/trouble-scenes.js';

contract({
  scenes: [...answerScenes, ...troubleScenes].map(pollingScene),
  sources: ['http'],
  comparable: withoutRepetitions,
});
