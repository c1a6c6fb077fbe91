import { browserRuntime } from './browser-runtime.js';
import { processRequests } from './data-processor.js';

processRequests(self, browserRuntime);
