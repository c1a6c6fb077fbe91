export { spreadingBackoff } from '../../src/core/backoff.js';
export { stampede } from './herd.js';
