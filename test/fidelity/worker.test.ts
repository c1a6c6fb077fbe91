import { compare } from './compare.js';
import { ignorePlannedErrors } from './planned-errors.js';
import { nativeWorker } from './worker/native-worker.js';
import { stagedWorker } from './worker/staged-worker.js';
import { workerProbes } from './worker/worker-probes.js';

ignorePlannedErrors();

compare('Worker', workerProbes, [nativeWorker, stagedWorker]);
