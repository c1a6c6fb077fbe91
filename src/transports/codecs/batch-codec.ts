import { batch, type BatchOptions } from '../../core/batch.js';
import {
  asMessage,
  type Codec,
  type DecodedFrame,
  type FrameLine,
  rejected,
} from '../../core/codec.js';
import { decodeFrame } from '../../core/frame-decoder.js';

/** When a batch goes, and in what form. */
export interface BatchCodecOptions extends Pick<
  BatchOptions<string>,
  'maxCount' | 'maxBytes' | 'maxWait'
> {
  /** Encodes the batches; its name is put to the subprotocol's. By default they are JSON. */
  readonly codec?: Codec | undefined;
}

/**
 * Makes the codec that sends several messages as one, `{type: 'batch', payload: […]}`, and takes
 * such a message apart; subprotocol `tallylight.batch`.
 */
export function batchCodec({ codec, ...limits }: BatchCodecOptions = {}): Codec {
  return {
    name: `tallylight.batch${codec ? `+${codec.name}` : ''}`,
    open(line, clock, maxSize) {
      const takeApart = (data: unknown): void => {
        try {
          const isRead = typeof data === 'function';
          const message = isRead ? (data as DecodedFrame)() : decodeFrame(data, maxSize);
          const { type, payload } = message;
          if (type !== 'batch' || !Array.isArray(payload)) line.receive(() => message);
          else for (const item of payload) line.receive(asMessage(item));
        } catch (error) {
          line.receive(rejected(error));
        }
      };
      const outer: FrameLine = { send: line.send, receive: takeApart };
      const inner = codec?.open(outer, clock, maxSize) ?? outer;
      const add = batch<string>(
        (items) => inner.send(items[1] ? together(items, clock.now()) : items[0]!),
        { ...limits, clock, sizeOf: (json) => new TextEncoder().encode(json).length },
      );
      return {
        send: (frame) => add(frame as string),
        receive: inner.receive,
        close() {
          add.flush();
          inner.close?.();
        },
      };
    },
  };
}

function together(items: readonly string[], timestamp: number): string {
  return `{"type":"batch","payload":[${items.join()}],"timestamp":${timestamp}}`;
}
