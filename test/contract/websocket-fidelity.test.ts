import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { knownDifferences } from './known-differences.js';
import { probeBrowser } from './native-probe-context.js';
import { openRig, type RigClient } from './rig-client.js';
import { probeStage } from './staged-probe-context.js';
import { websocketProbes } from './websocket-probes.js';

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.strike());

beforeEach(() => {
  // Probes throw in listeners on purpose. The browser reports that to the window, and Vitest, as
  // soon as the test listens itself, only to the console.
  const planned = (error: unknown): boolean => String(error).includes('planned by a probe');
  const onError = (event: ErrorEvent): void => {
    if (planned(event.message)) event.preventDefault();
  };
  const { error } = console;
  const muted = vi.spyOn(console, 'error').mockImplementation((...data: unknown[]) => {
    if (!data.some(planned)) error(...data);
  });
  window.addEventListener('error', onError);
  onTestFinished(() => {
    window.removeEventListener('error', onError);
    muted.mockRestore();
  });
});

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
