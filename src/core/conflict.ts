/**
 * A record of plain JSON data that says when it was changed: as a whole by `timestamp`, and field
 * by field by `<field>_timestamp`. Both are ms since the epoch, or ISO 8601 texts.
 */
export interface TimestampedRecord {
  readonly timestamp: number | string;
  readonly [field: string]: unknown;
}

/** What two versions of a record come to. */
export interface Resolution<Item> {
  /** What both sides should have. */
  readonly value: Item;
  /** Where it comes from. */
  readonly from: 'local' | 'remote' | 'both';
  /** Whether the local side has to take it over. */
  readonly apply: boolean;
  /** Whether the remote side has to be sent it. */
  readonly send: boolean;
}

const STAMP = '_timestamp';

/**
 * Decides between a local and a remote version: the newer one wins as a whole. Of two that are
 * equally new the newer fields win, each with its time; of fields that are equally new the one
 * whose JSON is greater, so that all sides come to the same.
 */
export function resolveConflict<Item extends TimestampedRecord>(
  local: Item,
  remote: Item,
): Resolution<Item> {
  const [here, there] = [time(local.timestamp), time(remote.timestamp)];
  if (here > there) return { value: local, from: 'local', apply: false, send: true };
  if (there > here) return { value: remote, from: 'remote', apply: true, send: false };
  const value = merge(local, remote);
  const text = canonical(value);
  const apply = text !== canonical(local);
  const send = text !== canonical(remote);
  if (!apply) return { value: local, from: 'local', apply, send };
  if (!send) return { value: remote, from: 'remote', apply, send };
  return { value, from: 'both', apply, send };
}

function merge<Item extends TimestampedRecord>(local: Item, remote: Item): Item {
  const fields = new Set([...Object.keys(local), ...Object.keys(remote)].map(subject));
  const entries = [...fields].flatMap((field) => {
    const stamp = field + STAMP;
    const winner = isGreater(local, remote, field) ? local : remote;
    return [field, stamp].flatMap((key) =>
      Object.hasOwn(winner, key) ? [[key, winner[key]] as const] : [],
    );
  });
  return Object.fromEntries(entries) as unknown as Item;
}

/** The field that a key belongs to: the key itself, or the one whose time it tells. */
function subject(key: string): string {
  return key.endsWith(STAMP) ? key.slice(0, -STAMP.length) : key;
}

function isGreater(a: TimestampedRecord, b: TimestampedRecord, field: string): boolean {
  const [newer, older] = [time(a[field + STAMP]), time(b[field + STAMP])];
  if (newer !== older) return newer > older;
  return half(a, field) > half(b, field);
}

/** A field and its time as one text, to be compared. A field that is not there is the least. */
function half(record: TimestampedRecord, field: string): string {
  if (!Object.hasOwn(record, field)) return '';
  return canonical([record[field], record[field + STAMP]]);
}

/** Reads a time in ms. What is none is older than everything. */
function time(value: unknown): number {
  const ms = typeof value === 'string' ? Date.parse(value) : value;
  return typeof ms === 'number' && !Number.isNaN(ms) ? ms : -Infinity;
}

/** Writes JSON in which equal data look equal, whatever the order of their keys. */
function canonical(data: unknown): string {
  return (
    JSON.stringify(data, (_, value: unknown) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? ''
  );
}
