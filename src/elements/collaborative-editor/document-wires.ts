import type { MessageSource } from '../../core/message-source.js';
import type * as channel from '../../documents/channel-wire.js';
import { plainWire } from '../../documents/plain-wire.js';
import type { ConnectWire } from '../../documents/wire.js';
import type * as yjs from '../../documents/yjs-wire.js';

/** Which ways to others an editor wants. */
export interface WantedWires {
  readonly source: MessageSource | undefined;
  readonly wire: 'plain' | 'yjs';
  /** Where a server of whole texts keeps the text. */
  readonly url: string | undefined;
  readonly tabs: boolean;
}

/** What speaks Yjs, once somebody has asked for it. */
let yjsWires: (Pick<typeof channel, 'channelWire'> & Pick<typeof yjs, 'yjsWire'>) | undefined;

/** Makes the wires that are wanted, at once if everything they need is there. */
export function wiresFor(wanted: WantedWires): ConnectWire[] | Promise<ConnectWire[]> {
  const { source, wire, url, tabs } = wanted;
  if (!tabs && !(source && wire === 'yjs')) return source ? [plainWire(source, { url })] : [];
  if (!yjsWires) return loadYjsWires().then(() => wiresFor(wanted));
  const { channelWire, yjsWire } = yjsWires;
  const far = source && (wire === 'yjs' ? yjsWire(source) : plainWire(source, { url }));
  return [...(far ? [far] : []), ...(tabs ? [channelWire()] : [])];
}

async function loadYjsWires(): Promise<void> {
  const [{ channelWire }, { yjsWire }] = await Promise.all([
    import('../../documents/channel-wire.js'),
    import('../../documents/yjs-wire.js'),
  ]);
  yjsWires = { channelWire, yjsWire };
}
