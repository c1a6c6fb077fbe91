import { TallyError } from '../core/errors.js';

/** A server-sent event. */
export interface StagedEvent {
  /** A text is sent as it is, anything else as JSON. */
  readonly data?: unknown;
  readonly event?: string | undefined;
  readonly id?: string | undefined;
  /** After how many ms the page shall reconnect from now on. */
  readonly retry?: number | undefined;
}

/** Writes an event as the lines of an event stream. [HTML: parsing an event stream] */
export function eventText({ data, event, id, retry }: StagedEvent): string {
  const lines: string[] = [];
  if (event !== undefined) lines.push(`event: ${oneLine('event', event)}`);
  if (id !== undefined) lines.push(`id: ${oneLine('id', id)}`);
  if (retry !== undefined) lines.push(`retry: ${retry}`);
  if (data !== undefined) {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    for (const line of text.split(/\r\n|\r|\n/)) lines.push(`data: ${line}`);
  }
  return `${lines.join('\n')}\n\n`;
}

function oneLine(field: string, value: string): string {
  if (!/[\r\n\0]/.test(value)) return value;
  throw new TallyError<'bad-event'>(
    'bad-event',
    `Failed to send an event: its ${field} ${JSON.stringify(value)} has a line break. ` +
      'Use one line.',
  );
}
