import type { BroadcastChannelConstructor } from '../../../src/core/runtime.js';
import type { Probe } from '../probe.js';

export interface ChannelContext {
  readonly BroadcastChannel: BroadcastChannelConstructor;
  /** The constructor of another tab of the same browser. */
  readonly other: BroadcastChannelConstructor;
  /** A name that no other probe uses. */
  readonly name: string;
  /** Waits until `done`, or a while in vain, and then a moment for surplus events. */
  until(done: () => boolean): Promise<void>;
}

/** An observation that every BroadcastChannel must answer alike. */
export type ChannelProbe = Probe<ChannelContext>;

/** Opens `count` channels of the probe's name. */
export function open({ BroadcastChannel, name }: ChannelContext, count = 2) {
  const channels = Array.from({ length: count }, () => new BroadcastChannel(name));
  return channels as [BroadcastChannel, BroadcastChannel, BroadcastChannel, BroadcastChannel];
}

/** Collects what arrives, as `a: data`. */
export function collect(channels: Readonly<Record<string, BroadcastChannel>>): string[] {
  const heard: string[] = [];
  for (const [who, channel] of Object.entries(channels)) {
    channel.addEventListener('message', ({ data }) =>
      heard.push(`${who}: ${JSON.stringify(data) ?? typeof data}`),
    );
    channel.addEventListener('messageerror', () => heard.push(`${who}: unreadable`));
  }
  return heard;
}

/** Names what a call throws. */
export function thrown(call: () => unknown): string {
  try {
    call();
    return 'nothing';
  } catch (error) {
    const { name, code } = error as DOMException;
    return `${name} ${code ?? ''} ${error instanceof DOMException ? 'DOM' : 'plain'}`;
  }
}
