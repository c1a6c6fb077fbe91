import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { knownDifferences } from './known-differences.js';
import { probeBrowser } from './native-probe-context.js';
import { ignorePlannedErrors } from './planned-errors.js';
import { openRig, type RigClient } from './rig-client.js';
import { probeStage } from './staged-probe-context.js';
import { websocketProbes } from './websocket-probes.js';

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.strike());

beforeEach(() => ignorePlannedErrors(onTestFinished));

for (const [index, probe] of websocketProbes.entries()) {
  test(`the stage is like the browser: ${probe.name}`, async () => {
    const real = await probeBrowser(probe, rig, `/probe-${index}`);
    expect(await probeStage(probe)).toEqual(real);
  });
}

for (const [index, { probe, stage, browser }] of knownDifferences.entries()) {
  test(`the stage differs from the browser as it is known to: ${probe.name}`, async () => {
    expect(await probeBrowser(probe, rig, `/difference-${index}`)).toEqual(browser);
    expect(await probeStage(probe)).toEqual(stage);
  });
}
