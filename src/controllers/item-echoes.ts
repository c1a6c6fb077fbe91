import type { MessageSource } from '../core/message-source.js';
import type { RemoteAction } from '../core/optimistic-actions.js';
import { isProblem, parseId, parseItem } from '../core/optimistic-item.js';
import type { Unsubscribe } from '../core/runtime.js';
import type { Invalid } from './item-requests.js';

/** Hears from a source what becomes of items, the reader's own changes among it. */
export function hearItems(
  source: MessageSource,
  onNews: (news: RemoteAction) => void,
  onInvalid: (invalid: Invalid) => void,
): Unsubscribe {
  const hear = (payload: unknown, isNew: boolean): void => {
    const item = parseItem(payload);
    if (isProblem(item)) onInvalid({ ...item, payload });
    else onNews({ do: 'heard', item, origin: originOf(item, isNew) });
  };
  const lose = (payload: unknown): void => {
    const id = parseId(payload);
    const about = payload as Readonly<Record<string, unknown>>;
    if (typeof id !== 'string') onInvalid({ ...id, payload });
    else onNews({ do: 'lost', id, version: about['version'], origin: originOf(about, false) });
  };
  const stops = [
    source.on('item-added', (payload) => hear(payload, true)),
    source.on('item-updated', (payload) => hear(payload, false)),
    source.on('item-removed', lose),
  ];
  return () => stops.forEach((stop) => stop());
}

/** The operation that an echo repeats. An item may carry its client's id for ever. */
function originOf(
  { idempotencyKey, clientId }: Readonly<Record<string, unknown>>,
  isNew: boolean,
): string | undefined {
  const origin = idempotencyKey ?? (isNew ? clientId : undefined);
  return typeof origin === 'string' ? origin : undefined;
}
