import { contract } from './contract.js';
import { closingScenes } from './scenes/websocket/closing-scenes.js';
import { messageScenes } from './scenes/websocket/message-scenes.js';
import { outageScenes } from './scenes/websocket/outage-scenes.js';
import { socketScene } from './scenes/websocket/socket-scene.js';
import { tokenScenes } from './scenes/websocket/token-scenes.js';

const scenes = [...messageScenes, ...closingScenes, ...outageScenes, ...tokenScenes];

contract({ scenes: scenes.map(socketScene), sources: ['websocket'] });
