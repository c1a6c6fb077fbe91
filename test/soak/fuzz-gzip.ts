import { gzipSync } from 'node:zlib';
import { gzipCodec } from '../../src/transports/codecs/gzip-codec.js';
import { Stage } from '../../src/stage.js';
import { mutateBytes, mutateText } from './fuzz-chance.js';
import type { FuzzTarget } from './fuzz-target.js';

const MESSAGE = JSON.stringify({ type: 'note', payload: 'x'.repeat(200), timestamp: 0 });
/** A few bytes that stand for more than a message may have. */
const BOMB = gzipSync(JSON.stringify({ type: 'note', payload: 'x'.repeat(100_000) }));
const MARK = gzipSync(JSON.stringify({ type: 'the-mark', payload: 1, timestamp: 0 }));
const MOST = 10_000;

/** Compressed frames. The platform decompresses in real time, so there is no client around it. */
export const gzip: FuzzTarget = {
  life: 2000,
  open() {
    const stage = new Stage();
    let marks = 0;
    let waiting = 0;
    let isClosed = false;
    const take = (frame: unknown): void => {
      waiting--;
      try {
        if ((frame as () => { type: string })().type === 'the-mark') marks++;
      } catch (error) {
        if ((error as Error).name !== 'TallyError') throw error;
      }
    };
    const line = gzipCodec().open(
      { send: () => undefined, receive: take },
      stage.runtime.clock,
      MOST,
    );
    const receive = (bytes: Uint8Array): void => {
      waiting++;
      line.receive(Uint8Array.from(bytes).buffer);
    };
    const settle = async (): Promise<void> => {
      while (waiting > 0 && !isClosed) await new Promise((resolve) => setImmediate(resolve));
    };
    return {
      async feed(draw) {
        const text = draw() < 0.5 ? mutateText(draw, MESSAGE) : MESSAGE;
        const bytes = draw() < 0.05 ? BOMB : gzipSync(text);
        receive(draw() < 0.7 ? mutateBytes(draw, bytes) : bytes);
        if (waiting > 100) await settle();
      },
      settle,
      async check() {
        const before = marks;
        receive(MARK);
        await settle();
        if (marks !== before + 1) throw new Error('The mark was not read.');
      },
      close() {
        isClosed = true;
        stage.dispose();
      },
    };
  },
};
