import { type FrameLine, negotiate } from '../../src/core/codec.js';
import { browserRuntime } from '../../src/transports/browser-runtime.js';
import { gzipCodec } from '../../src/transports/codecs/gzip-codec.js';
import { messagePackCodec } from '../../src/transports/codecs/messagepack-codec.js';
import { notificationFrames } from './bench-frames.js';

/** What travels: one small message, and a list of a hundred. */
const messages: Record<string, string> = {
  notification: notificationFrames(0, 1)[0] as string,
  list: JSON.stringify({
    type: 'rows',
    payload: notificationFrames(0, 100).map((frame) => JSON.parse(frame) as unknown),
    timestamp: 0,
  }),
};
const COUNT: Record<string, number> = { notification: 500, list: 100 };

type Frame = Parameters<FrameLine['send']>[0];

/** Lets a codec work: `write` counts frames out, `read` messages in. */
function lineOf(name: string): FrameLine & { sent: Frame[]; received: number } {
  const line = {
    sent: [] as Frame[],
    received: 0,
    send: (frame: Frame) => void line.sent.push(frame),
    receive: (data: unknown) => {
      const message: unknown =
        typeof data === 'function' ? (data as () => unknown)() : JSON.parse(data as string);
      if (message) line.received++;
    },
  };
  const codecs = negotiate(messagePackCodec(), gzipCodec({ threshold: 0 }));
  const socket = { protocol: name, binaryType: 'blob' as BinaryType };
  const { send, receive } = codecs.open(socket, { ...line }, browserRuntime.clock) ?? line;
  return Object.assign(line, { send, receive });
}

async function frameOf(name: string, shape: string): Promise<string | ArrayBuffer> {
  const line = lineOf(name);
  line.send(messages[shape] as string);
  await until(() => line.sent.length > 0);
  const frame = line.sent[0] as Frame;
  return typeof frame === 'string' ? frame : frame.slice().buffer;
}

/** Counts the bytes of a message on the wire. */
async function bytes(name: string, shape: string): Promise<number> {
  const frame = await frameOf(name, shape);
  return typeof frame === 'string' ? new TextEncoder().encode(frame).length : frame.byteLength;
}

/** Tells how many ns it takes from a message object to its frame, over many at once. */
async function write(name: string, shape: string): Promise<number> {
  const message = JSON.parse(messages[shape] as string) as unknown;
  const count = COUNT[shape] as number;
  const line = lineOf(name);
  const start = performance.now();
  for (let done = 0; done < count; done++) line.send(JSON.stringify(message));
  await until(() => line.sent.length === count);
  return ((performance.now() - start) * 1e6) / count;
}

/** Tells how many ns it takes from a frame to its message object, over many at once. */
async function read(name: string, shape: string): Promise<number> {
  const frame = await frameOf(name, shape);
  const count = COUNT[shape] as number;
  const line = lineOf(name);
  const start = performance.now();
  for (let done = 0; done < count; done++) line.receive(frame);
  await until(() => line.received === count);
  return ((performance.now() - start) * 1e6) / count;
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 0));
}

Object.assign(globalThis, { bench: { bytes, write, read } });
