import type { WireMessage } from './envelope.js';
import { TallyError } from './errors.js';
import { failure } from './failure.js';
import type { Clock } from './runtime.js';

/** A frame as a socket takes it. */
export type Frame = string | Uint8Array<ArrayBuffer>;

/** A frame that a codec has read: gives the message, or throws the `TallyError` that says why not. */
export type DecodedFrame = () => WireMessage;

/** The way of frames between a client and its socket. */
export interface FrameLine {
  /** Sends a frame. From the client it is a message as JSON. */
  send(this: void, frame: Frame): void;
  /** Takes a frame that arrived: text, an `ArrayBuffer`, or a {@link DecodedFrame}. */
  receive(this: void, data: unknown): void;
  /** The socket is about to close. */
  close?(this: void): void;
}

/** Another form for messages than JSON text. */
export interface Codec {
  /** The subprotocol that stands for it. */
  readonly name: string;
  /**
   * Puts itself between the client and an open socket.
   *
   * @param maxSize The most characters or bytes a message may have, decoded. Default 1048576.
   */
  open(line: FrameLine, clock: Clock, maxSize?: number): FrameLine;
}

/** The codecs that a client offers. */
export interface Codecs {
  /** The subprotocols to offer. */
  readonly names: readonly string[];
  /** Puts the codec that the server selected between the client and an open socket. */
  open(
    socket: Pick<WebSocket, 'protocol' | 'binaryType'>,
    line: FrameLine,
    clock: Clock,
    maxSize?: number,
  ): FrameLine | undefined;
}

/**
 * Offers codecs as subprotocols in their order, and last `tallylight.json`, which is none.
 *
 * The server has to select one of all that is offered: browsers fail the connection otherwise.
 */
export function negotiate(...codecs: readonly Codec[]): Codecs {
  return {
    names: [...codecs.map(({ name }) => name), 'tallylight.json'],
    open(socket, ...rest) {
      socket.binaryType = 'arraybuffer';
      return codecs.find(({ name }) => name === socket.protocol)?.open(...rest);
    },
  };
}

/** What makes a codec. */
export interface CodecParts {
  /** The subprotocol that stands for it. */
  readonly name: string;
  /** Makes a frame of a message, given as JSON. */
  readonly encode: (json: string) => Frame | Promise<Frame>;
  /** Reads a binary frame; text frames are always JSON. May throw anything. */
  readonly decode: (data: ArrayBuffer, maxSize: number) => unknown;
}

/** How many frames may wait for a slow codec. */
const MAX_BACKLOG = 1000;

/**
 * Makes a codec. Frames keep their order even if coding takes its time; what cannot be encoded goes
 * as JSON text, what cannot be decoded is an error and harms nothing else.
 */
export function defineCodec({ name, encode, decode }: CodecParts): Codec {
  return {
    name,
    open(line, _, maxSize = 1048576) {
      const send = inOrder(line.send);
      const receive = inOrder(line.receive);
      return {
        send: (frame) =>
          send.take(() => {
            try {
              const encoded = encode(frame as string);
              return encoded instanceof Promise ? encoded.catch(() => frame) : encoded;
            } catch {
              return frame;
            }
          }),
        receive(data) {
          if (receive.waiting() >= MAX_BACKLOG) {
            line.receive(rejected(failure('read a frame', 'inbound-full')));
          } else {
            receive.take(() => decoded(data, maxSize));
          }
        },
      };
    },
  };

  function decoded(data: unknown, maxSize: number): unknown {
    if (!(data instanceof ArrayBuffer)) return data;
    if (data.byteLength > maxSize) return rejected(tooLarge(data.byteLength));
    try {
      const value = decode(data, maxSize);
      if (!(value instanceof Promise)) return asMessage(value);
      return value.then(asMessage).catch((cause) => rejected(undecodable(name, cause)));
    } catch (cause) {
      return rejected(undecodable(name, cause));
    }
  }
}

/** Reads a decoded value as a message. */
export function asMessage(value: unknown): DecodedFrame {
  const message = value as WireMessage | null | undefined;
  if (typeof message?.type === 'string') return () => message;
  return rejected(failure('read a frame', 'malformed-frame', `${typeof value} without a type`));
}

/** A frame that cannot be read, and why. */
export function rejected(error: unknown): DecodedFrame {
  return () => {
    throw error;
  };
}

/** What a codec throws when a message is larger than it may be. */
export function tooLarge(bytes: number): TallyError {
  return failure('read a frame', 'frame-too-large', `${bytes} bytes`);
}

function undecodable(name: string, cause: unknown): TallyError {
  if (cause instanceof TallyError) return cause as TallyError;
  const why = String(cause).slice(0, 100);
  return new TallyError(
    'undecodable-frame',
    `Failed to read a frame: it is no ${name} (${why}). Send what the subprotocol promises, or JSON as text.`,
    { cause },
  );
}

/** Passes on results in the order of their works, at once while none is awaited. */
function inOrder<Result>(done: (result: Result) => void): {
  take(work: () => Result | Promise<Result>): void;
  waiting(): number;
} {
  let waiting = 0;
  let tail = Promise.resolve();
  return {
    take(work) {
      const first = waiting ? undefined : { result: work() };
      if (first && !(first.result instanceof Promise)) return done(first.result);
      waiting++;
      tail = tail
        .then(() => (first ? first.result : work()))
        .then((result) => {
          waiting--;
          done(result);
        });
    },
    waiting: () => waiting,
  };
}
