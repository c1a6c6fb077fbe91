import type { WireMessage } from './envelope.js';
import { failure } from './failure.js';

/** Why a frame could not be read. */
export type FrameErrorCode =
  'unexpected-binary' | 'frame-too-large' | 'unparsable-frame' | 'malformed-frame';

/**
 * Reads a JSON text frame as a message.
 *
 * @param maxSize The most characters a frame may have.
 * @throws TallyError with a {@link FrameErrorCode}, quoting at most 100 characters.
 */
export function decodeFrame(data: unknown, maxSize = 1048576): WireMessage {
  let code: FrameErrorCode = 'unparsable-frame';
  try {
    if (typeof data !== 'string') code = 'unexpected-binary';
    else if (data.length > maxSize) code = 'frame-too-large';
    else {
      const message = JSON.parse(data) as WireMessage | null;
      if (typeof message?.type === 'string') return message;
      code = 'malformed-frame';
    }
  } catch {
    // Not JSON.
  }
  throw failure('read a frame', code, String(data).slice(0, 100));
}
