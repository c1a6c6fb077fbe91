import { type Codecs, defineCodec, type FrameLine } from '../../core/codec.js';

/**
 * Makes the codecs of a `WebSocketClient` that speaks with a server of shared documents: every
 * binary frame is a message `document-frame`, and the other way round.
 *
 * Such servers select no subprotocol, so none is offered. They know no ping either: the client's
 * becomes a message `document-probe` to its own page, which answers it by asking the server
 * something. Keep `heartbeatInterval` at 0 while no wire is connected.
 */
export function documentFrames(): Codecs {
  const codec = defineCodec({
    name: 'document-frames',
    encode(json) {
      const { type, payload } = JSON.parse(json) as { type: string; payload: string };
      if (type !== 'document-frame') return json;
      return Uint8Array.from(atob(payload), (unit) => unit.charCodeAt(0));
    },
    decode: (data) => ({
      type: 'document-frame',
      payload: new Uint8Array(data),
      timestamp: 0,
    }),
  });
  return {
    names: [],
    open(socket, line, clock, maxSize) {
      socket.binaryType = 'arraybuffer';
      const inner = codec.open(line, clock, maxSize);
      return { ...inner, send: (frame) => (isPing(frame) ? probe(line) : inner.send(frame)) };
    },
  };
}

function isPing(frame: unknown): boolean {
  return typeof frame === 'string' && frame.startsWith('{"type":"ping"');
}

function probe(line: FrameLine): void {
  line.receive(() => ({ type: 'document-probe', payload: {}, timestamp: 0 }));
}
