/** An event as it came: its data are the lines of `data`, joined. */
export interface StreamEvent {
  /** Absent without a field `id`; then the place in the stream stays what it was. */
  readonly id: string | undefined;
  /** The event's name; empty where the stream gives none. */
  readonly event: string;
  readonly data: string;
}

/** The longest id that counts, in characters: it has to fit into a request's header. */
const MAX_ID = 4096;

/**
 * Reads an event stream piece by piece, wherever its bytes are cut. Returns the function that takes
 * them. [HTML: interpreting an event stream]
 *
 * What is a place is an id without an event. An event with more than `maxSize` characters of data is
 * skipped: the connection lives, its id counts, and the next one is read.
 */
export function createEventReader(
  maxSize: number,
  onEvent: (event: StreamEvent) => void,
  onPlace: (id: string) => void,
  onRetry: (delay: number) => void,
  onTooLarge: () => void,
): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder();
  let begun = '';
  let afterReturn = false;
  let data: string[] = [];
  let size = 0;
  let event = '';
  let id: string | undefined;

  const dispatch = (): void => {
    const [lines, name, place] = [data, event, id];
    const fits = size <= maxSize;
    data = [];
    size = 0;
    event = '';
    id = undefined;
    if (lines.length && fits) onEvent({ id: place, event: name, data: lines.join('\n') });
    else if (place !== undefined) onPlace(place);
  };

  /** Makes room for more data of the event; what is too large is told once. */
  const grow = (by: number): boolean => {
    const fitted = size <= maxSize;
    size += by;
    if (fitted && size > maxSize) {
      data = [];
      onTooLarge();
    }
    return size <= maxSize;
  };

  const isTooLong = (line: string): boolean =>
    line.length > maxSize + (line.startsWith('data: ') ? 'data: '.length : 0);

  const readLine = (line: string): void => {
    const [, name, value = ''] = /^([^:]*)(?:: ?([^]*))?$/.exec(line)!;
    if (!line) dispatch();
    else if (line[0] === ':') return;
    else if (isTooLong(line)) grow(line.length);
    else if (name === 'data') {
      if (grow(value.length + (data.length && 1))) data.push(value);
    } else if (name === 'event') event = value;
    else if (name === 'id' && !value.includes('\0') && value.length <= MAX_ID) id = value;
    else if (name === 'retry' && /^\d+$/.test(value)) onRetry(+value);
  };

  return (bytes) => {
    let text = decoder.decode(bytes, { stream: true });
    if (!text) return;
    // A CR ends a line by itself, without waiting whether an LF belongs to it.
    if (afterReturn && text[0] === '\n') text = text.slice(1);
    afterReturn = text.endsWith('\r');
    const lines = text.replace(/\r\n?/g, '\n').split('\n');
    lines[0] = begun + lines[0];
    begun = lines.pop()!;
    lines.forEach(readLine);
    // A comment need not be kept, however long, nor a line that is too long already.
    if (begun[0] === ':' || isTooLong(begun)) {
      readLine(begun);
      begun = ':';
    }
  };
}
