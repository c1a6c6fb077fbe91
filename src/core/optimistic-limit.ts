import { nextToSend, underWay } from './optimistic-view.js';
import type { Optimistic } from './optimistic-state.js';
import type { OutboxLimits } from './outbox.js';

/** How many operations may be under way, for how long, and who has to go when there are more. */
export type OperationLimits = Pick<OutboxLimits, 'maxCount' | 'maxAge' | 'policy'>;

/**
 * Decides who has to go when operation `key` leads from one state to the next: nobody, `all` of the
 * step (`reject`), or the operation of the key that is returned.
 */
export function whoHasToGo(
  before: Optimistic,
  after: Optimistic,
  key: string,
  { maxCount = 100, policy = 'reject' }: OperationLimits,
): { readonly go: 'nobody' | 'all' } | { readonly go: 'one'; readonly key: string } {
  const [known, count] = [underWay(before).length, underWay(after).length];
  if (count <= known || count <= maxCount) return { go: 'nobody' };
  if (policy === 'reject') return { go: 'all' };
  const [oldest] = policy === 'drop-oldest' ? nextToSend(before) : [];
  return { go: 'one', key: oldest?.[1].key ?? key };
}
