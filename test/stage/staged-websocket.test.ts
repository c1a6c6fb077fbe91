import { expect, test } from 'vitest';
import answers from '../fidelity/websocket/websocket-answers.json' with { type: 'json' };
import { stagedWebSocket } from '../fidelity/websocket/staged-websocket.js';
import { websocketProbes } from '../fidelity/websocket/websocket-probes.js';

// What a browser answers (recorded from Chromium 156 and a real server); see test/fidelity.
const expected: Readonly<Record<string, unknown>> = answers;

for (const probe of websocketProbes) {
  test(`answers like the platform: ${probe.name}`, async () => {
    expect(expected).toHaveProperty([probe.name]);
    expect(await stagedWebSocket.answer(probe)).toEqual(expected[probe.name]);
  });
}

test('keeps no answer without a probe', () => {
  const names = websocketProbes.map((probe) => probe.name);
  expect(Object.keys(expected).filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});
