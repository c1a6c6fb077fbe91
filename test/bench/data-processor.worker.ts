// The kit's own worker, where the page's bundle looks for it.
import { browserRuntime } from '../../src/transports/browser-runtime.js';
import { processRequests } from '../../src/transports/data-processor.js';

processRequests(self, browserRuntime);
