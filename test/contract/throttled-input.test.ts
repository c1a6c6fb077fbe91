import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../src/elements/throttled-input/throttled-input.define.js';
import type { ThrottledInputElement } from '../../src/elements/throttled-input/throttled-input.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { innerInput, type } from '../../stories/input-parts.js';
import { openRig, type RigClient } from './rig-client.js';

const WAIT = { timeout: 8000, interval: 10 };

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.strike());

test('what somebody types reaches a real server, in fewer messages and to the last letter', async () => {
  const { input } = await mount();
  await userEvent.click(innerInput(input));
  await userEvent.keyboard('Antwerpen via Rotterdam');
  await ends('Antwerpen via Rotterdam');
  expect((await values()).length).toBeLessThan(12);
});

test('what was typed while the server was dead arrives when it lives again', async () => {
  const { input } = await mount();
  type(input, 'a');
  await ends('a');
  await rig.ask({ do: 'kill' });
  await expect.poll(() => input.source?.connection.state, WAIT).not.toBe('open');
  for (const sign of 'bcdef') type(input, sign);
  await expect.poll(() => input.state, WAIT).toBe('unsent');
  await rig.ask({ do: 'start' });
  await ends('abcdef');
  expect(input.state).toBe('sent');
});

test('a field that is removed in the middle of a word has sent it', async () => {
  const { input } = await mount({ delay: 60_000 });
  type(input, 'K');
  await ends('K');
  type(input, 'iel');
  input.remove();
  await ends('Kiel');
  await expect.poll(() => rig.count(), WAIT).toEqual({ server: 0, line: 0 });
});

/** Puts a field on the page whose server is real. It goes again, and its line is mended. */
async function mount(properties: Partial<ThrottledInputElement> = {}) {
  const client = new WebSocketClient(`${rig.url}/ws`, { reconnectDelay: () => 150 });
  const input = document.createElement('throttled-input');
  Object.assign(input, { source: client, label: 'Ship', ...properties });
  document.body.append(input);
  onTestFinished(async () => {
    input.remove();
    client.disconnect();
    await rig.ask({ do: 'clear' });
  });
  await input.updateComplete;
  return { input };
}

/** Reads the values that reached the server. */
async function values(): Promise<string[]> {
  return (await rig.report('/ws'))
    .filter((line) => line.startsWith('text:') && line.includes('"input-update"'))
    .map((line) => (JSON.parse(line.slice(5)) as { payload: { value: string } }).payload.value);
}

async function ends(value: string): Promise<void> {
  await expect.poll(async () => (await values()).at(-1), WAIT).toBe(value);
}
