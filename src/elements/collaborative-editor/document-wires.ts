import type { MessageSource } from '../../core/message-source.js';
import { plainWire } from '../../documents/plain-wire.js';
import type { ConnectWire } from '../../documents/wire.js';

/** Which ways to others an editor wants. */
export interface WantedWires {
  readonly source: MessageSource | undefined;
  readonly wire: 'plain' | 'yjs';
  /** Where a server of whole texts keeps the text. */
  readonly url: string | undefined;
  readonly tabs: boolean;
}

type YjsWires = typeof import('../../documents/channel-wire.js') &
  typeof import('../../documents/yjs-wire.js');

/** What speaks Yjs, once somebody has asked for it. */
let yjsWires: YjsWires | undefined;

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
  const [channel, yjs] = await Promise.all([
    import('../../documents/channel-wire.js'),
    import('../../documents/yjs-wire.js'),
  ]);
  yjsWires = { ...channel, ...yjs };
}
