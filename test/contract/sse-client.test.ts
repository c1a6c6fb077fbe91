import { contract } from './contract.js';
import { eventScenes } from './scenes/event-stream/event-scenes.js';
import { refusalScenes } from './scenes/event-stream/refusal-scenes.js';
import { resumeScenes } from './scenes/event-stream/resume-scenes.js';
import { streamScene } from './scenes/event-stream/stream-scene.js';

const scenes = [...eventScenes, ...resumeScenes, ...refusalScenes];

contract({ scenes: scenes.map(streamScene), sources: ['sse'] });
