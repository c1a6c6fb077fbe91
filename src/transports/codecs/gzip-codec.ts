import { type Codec, defineCodec, tooLarge } from '../../core/codec.js';

export interface GzipCodecOptions {
  /** Messages with fewer characters go as plain JSON: small ones would only grow. Default 1024. */
  readonly threshold?: number | undefined;
}

/** Makes the codec for JSON compressed with gzip (RFC 1952), subprotocol `tallylight.gzip+json`. */
export function gzipCodec({ threshold = 1024 }: GzipCodecOptions = {}): Codec {
  return defineCodec({
    name: 'tallylight.gzip+json',
    encode: (json) =>
      json.length < threshold
        ? json
        : join(through(new TextEncoder().encode(json), new CompressionStream('gzip'))),
    async decode(data, maxSize) {
      const plain = through(new Uint8Array(data), new DecompressionStream('gzip'));
      const bytes = await join(plain, maxSize);
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
    },
  });
}

function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([bytes]).stream().pipeThrough(transform);
}

/** Collects a stream, and stops in time: a few bytes may stand for gigabytes. */
async function join(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  maxSize = Infinity,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = stream.getReader();
  let size = 0;
  for (let next; !(next = await reader.read()).done;) {
    chunks.push(next.value);
    size += next.value.length;
    if (size > maxSize) {
      void reader.cancel();
      throw tooLarge(size);
    }
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
