import { withoutRepetitions } from './comparison.js';
import { contract } from './contract.js';
import { fallbackScenes } from './scenes/fallback-scenes.js';

contract({
  scenes: fallbackScenes,
  sources: ['websocket', 'sse', 'http'],
  comparable: withoutRepetitions,
});
