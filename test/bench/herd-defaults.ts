export { spreadingBackoff } from '../../src/core/backoff.js';
export { stampede } from './herd.js';
export { PEERS } from './herd-peers.js';
