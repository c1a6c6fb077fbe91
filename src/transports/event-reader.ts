import { createParser, type EventSourceMessage } from 'eventsource-parser';

/**
 * Reads an event stream piece by piece, wherever its bytes are cut. Returns the function that takes
 * them.
 *
 * An event beyond `maxSize` characters is skipped: the connection lives, and the next one is read.
 */
export function createEventReader(
  maxSize: number,
  onEvent: (event: EventSourceMessage) => void,
  onRetry: (delay: number) => void,
  onTooLarge: () => void,
): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder();
  let afterReturn = false;
  let skipping = false;
  let last = '';

  const tooLarge = (): void => {
    skipping = true;
    onTooLarge();
  };
  const parser = createParser({
    maxBufferSize: maxSize,
    onEvent: (event) => (event.data.length > maxSize ? onTooLarge() : onEvent(event)),
    onRetry,
    onError: ({ type }) => type === 'max-buffer-size-exceeded' && tooLarge(),
  });

  return (bytes) => {
    let text = decoder.decode(bytes, { stream: true });
    if (!text) return;
    // A CR ends a line by itself, without waiting whether an LF belongs to it.
    if (afterReturn && text[0] === '\n') text = text.slice(1);
    afterReturn = text ? text.endsWith('\r') : false;
    text = text.replace(/\r\n?/g, '\n');
    if (skipping) {
      const end = (last + text).indexOf('\n\n');
      if (end < 0) {
        last = text.slice(-1) || last;
        return;
      }
      text = (last + text).slice(end + 2);
      skipping = false;
      parser.reset();
    }
    last = text.slice(-1);
    parser.feed(text);
  };
}
