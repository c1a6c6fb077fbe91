import { expect, test } from 'vitest';
import answers from '../contract/websocket-answers.json' with { type: 'json' };
import { probeStage } from '../contract/staged-probe-context.js';
import { websocketProbes } from '../contract/websocket-probes.js';

// What a browser answers (recorded from Chromium 156 and a real server); see test/contract.
const expected: Readonly<Record<string, unknown>> = answers;

for (const probe of websocketProbes) {
  test(`answers like the platform: ${probe.name}`, async () => {
    expect(expected).toHaveProperty([probe.name]);
    expect(await probeStage(probe)).toEqual(expected[probe.name]);
  });
}

test('keeps no answer without a probe', () => {
  const names = websocketProbes.map((probe) => probe.name);
  expect(Object.keys(expected).filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});
