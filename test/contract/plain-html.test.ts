import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openRig, type RigClient } from './rig-client.js';

const WAIT = { timeout: 8000, interval: 10 };

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.strike());

test('a badge and a feed find the connection around them in a page without a script of its own', async () => {
  const frame = document.createElement('iframe');
  const define = new URL('../../src/define.ts', import.meta.url).pathname;
  frame.srcdoc = `<!doctype html><title>Plain</title>
    <pan-websocket url="${rig.url}/ws">
      <connection-status></connection-status><notification-feed></notification-feed>
    </pan-websocket>
    <script type="module" src="${define}"></script>`;
  document.body.append(frame);
  onTestFinished(async () => {
    frame.remove();
    await rig.ask({ do: 'clear' });
  });
  const says = (): string | undefined =>
    frame.contentDocument
      ?.querySelector('connection-status')
      ?.shadowRoot?.querySelector('[part=text]')
      ?.textContent.trim();
  await expect.poll(says, WAIT).toBe('Connected');
  await expect.poll(() => rig.count(), WAIT).toEqual({ server: 1, line: 1 });
});
