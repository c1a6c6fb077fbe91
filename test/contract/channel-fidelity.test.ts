import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { Stage } from '../../src/stage.js';
import { dataProbes } from './channel-probes/data-probes.js';
import { deliveryProbes } from './channel-probes/delivery-probes.js';
import { lifeProbes } from './channel-probes/life-probes.js';
import { listenerProbes } from './channel-probes/listener-probes.js';
import type { ChannelProbe, Json } from './channel-probes/probe.js';
import { ignorePlannedErrors } from './planned-errors.js';

/** How long to wait for what may never come, in real ms. */
const PATIENCE = 250;

const probes = [...deliveryProbes, ...dataProbes, ...lifeProbes, ...listenerProbes];

beforeEach(() => ignorePlannedErrors(onTestFinished));

for (const [index, probe] of probes.entries()) {
  test(`the stage is like the browser: ${probe.name}`, async () => {
    const real = await probeBrowser(probe, `probe-${index}`);
    expect(await probeStage(probe)).toEqual(real);
  });
}

/** Runs a probe on the browser's own channels; a frame is the other tab. */
async function probeBrowser(probe: ChannelProbe, name: string): Promise<Json> {
  const frame = document.body.appendChild(document.createElement('iframe'));
  const other = (frame.contentWindow as unknown as typeof globalThis).BroadcastChannel;
  const made: BroadcastChannel[] = [];
  try {
    const context = { BroadcastChannel: noting(BroadcastChannel, made), other, name, until };
    return structuredClone(await probe.run(context));
  } finally {
    for (const channel of made) channel.close();
    frame.remove();
  }
}

async function until(done: () => boolean): Promise<void> {
  await vi.waitUntil(done, { timeout: PATIENCE, interval: 2 }).catch(() => undefined);
  // A round trip of another channel: whatever was under way before it has come.
  const [ping, pong] = [new BroadcastChannel('until'), new BroadcastChannel('until')];
  await new Promise((resolve) => {
    pong.onmessage = resolve;
    ping.postMessage('');
  });
  for (const channel of [ping, pong]) channel.close();
}

/** Runs a probe on a stage of its own. */
async function probeStage(probe: ChannelProbe): Promise<Json> {
  const stage = new Stage();
  const result = await probe.run({
    BroadcastChannel: stage.runtime.BroadcastChannel!,
    other: stage.tab().runtime.BroadcastChannel!,
    name: 'probe',
    until: () => stage.advance(1),
  });
  stage.dispose();
  return structuredClone(result);
}

/** The browser's constructor, looking exactly so, with a list of what it has made. */
function noting(Native: typeof BroadcastChannel, made: BroadcastChannel[]) {
  return new Proxy(Native, {
    construct(target, args, self) {
      const channel = Reflect.construct(target, args, self) as BroadcastChannel;
      made.push(channel);
      return channel;
    },
  });
}
