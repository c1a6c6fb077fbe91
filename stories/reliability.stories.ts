import './visible-quote.js';
import './wire-tape.js';
import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { expect, waitFor } from 'storybook/test';
import preview from '../.storybook/preview.js';
import { negotiate, type Codec } from '../src/core/codec.js';
import { debounce } from '../src/core/debounce.js';
import type { Paced } from '../src/core/paced.js';
import { type Gap, sequencer } from '../src/core/sequencer.js';
import { throttle } from '../src/core/throttle.js';
import { batchCodec } from '../src/transports/codecs/batch-codec.js';
import { gzipCodec } from '../src/transports/codecs/gzip-codec.js';
import { messagePackCodec } from '../src/transports/codecs/messagepack-codec.js';
import { WebSocketClient } from '../src/transports/websocket-client.js';
import { WAYS, waysOf, withFallback } from './fallback-scene.js';
import quietLine from './streams/quiet-line.json';
import doubles from './streams/doubles.json';
import fallback from './streams/fallback.json';
import reordered from './streams/reordered.json';
import { sourceIn } from './scene-parts.js';
import { atMoments, bytesOn, lane, noteOf, sizeOf, sourceOf } from './tape-parts.js';
import { overhear, tappedRuntime, withTappedClient } from './tapped-client.js';
import type { Recorder, Tape } from './wire-tape.js';

const meta = preview.meta({ title: 'Transports/Order and rate', component: 'wire-tape' });

const WIRE = 'On the wire';
const DELIVERED = 'Delivered';
const TYPED = 'Typed';
const SENT = 'Sent';

/** Messages overtake each other and one is lost: they are delivered once each and in order. */
export const Reordered = meta.story({
  decorators: [withTappedClient(reordered, { sequence: sequencer() })],
  render: () => tape([WIRE, DELIVERED], 1800, recordInbound),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(399);
    await expect(lane(canvasElement, DELIVERED)).toEqual(['1@100']);
    await stage.advance(1);
    await expect(lane(canvasElement, DELIVERED)).toEqual(['1@100', '2@400', '3@400']);
    await stage.advanceTo(1049);
    await expect(lane(canvasElement, DELIVERED).at(-1)).toBe('4@600');
    await stage.advance(1);
    await expect(lane(canvasElement, DELIVERED).at(-1)).toBe('gap: 5@1050');
    await moment('gap');
    await stage.advanceTo(1800);
    await expect(lane(canvasElement, DELIVERED).slice(4)).toEqual([
      'gap: 5@1050',
      '5@1300',
      'recovered@1300',
      '6@1300',
      '7@1300',
      '8@1600',
    ]);
    await moment('recovered');
  },
});

/** What comes twice, also after a reconnect, is delivered once. */
export const Duplicates = meta.story({
  decorators: [withTappedClient(doubles, { reconnectDelay: () => 200 })],
  render: () => tape([WIRE, DELIVERED], 2000, recordInbound),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(2000);
    await expect(lane(canvasElement, WIRE)).toHaveLength(9);
    await expect(lane(canvasElement, DELIVERED)).toEqual(['1@200', '2@500', '3@1300', '4@1700']);
    await moment('once each');
  },
});

/** Twenty keystrokes a second become four messages, and the last one always arrives. */
export const ThrottledAgainstRaw = meta.story({
  decorators: [withTappedClient(quietLine)],
  render: () =>
    tape([TYPED, SENT], 1500, (tape) =>
      recordTyping(
        tape,
        [0, 50, 100, 150, 200, 250, 300, 350, 400, 450, 500, 550, 600, 650],
        (send) => throttle(send, { clock: tape.runtime.clock, interval: 300 }),
      ),
    ),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(299);
    await expect(lane(canvasElement, SENT)).toEqual(['1@0']);
    await stage.advanceTo(899);
    await expect(lane(canvasElement, SENT)).toEqual(['1@0', '7@300', '13@600']);
    await stage.advance(1);
    await expect(lane(canvasElement, SENT).at(-1)).toBe('14@900');
    await stage.advanceTo(1500);
    await expect(lane(canvasElement, TYPED)).toHaveLength(14);
    await expect(lane(canvasElement, SENT)).toHaveLength(4);
    await moment('throttled');
  },
});

/** Nothing is sent while somebody types; 300 ms after the last keystroke the result is. */
export const Debounced = meta.story({
  decorators: [withTappedClient(quietLine)],
  render: () =>
    tape([TYPED, SENT], 2000, (tape) =>
      recordTyping(tape, [0, 80, 160, 240, 1000, 1090, 1180], (send) =>
        debounce(send, { clock: tape.runtime.clock, delay: 300 }),
      ),
    ),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(539);
    await expect(lane(canvasElement, SENT)).toEqual([]);
    await stage.advance(1);
    await expect(lane(canvasElement, SENT)).toEqual(['4@540']);
    await stage.advanceTo(2000);
    await expect(lane(canvasElement, SENT)).toEqual(['4@540', '7@1480']);
    await moment('debounced');
  },
});

/** Messages sent close together share a frame: by count, by size, or after 200 ms. */
export const Batched = meta.story({
  decorators: [
    withTappedClient(quietLine, {
      codecs: negotiate(batchCodec({ maxCount: 5, maxWait: 200 })),
    }),
  ],
  render: () =>
    tape([SENT, WIRE], 1200, (tape) => {
      const source = sourceOf(tape);
      overhear(source, (_, data) => {
        const { type, payload } = JSON.parse(data as string) as { type: string; payload: unknown };
        const several = type === 'batch' ? `${(payload as unknown[]).length} together` : 'alone';
        tape.mark(WIRE, several, { bytes: sizeOf(data) });
      });
      const moments = [100, 120, 140, 160, 180, 400, 450, 800].map((at, n) => [at, n + 1] as const);
      const leave = source.retain();
      const stop = atMoments(tape.runtime, new Map(moments), (n) => {
        tape.mark(SENT, String(n));
        source.send('note', { n });
      });
      return () => {
        stop();
        leave();
      };
    }),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(179);
    await expect(lane(canvasElement, WIRE)).toEqual([]);
    await stage.advance(1);
    await expect(lane(canvasElement, WIRE)).toEqual(['5 together@180']);
    await stage.advanceTo(599);
    await expect(lane(canvasElement, WIRE)).toHaveLength(1);
    await stage.advanceTo(1000);
    await expect(lane(canvasElement, WIRE)).toEqual([
      '5 together@180',
      '2 together@600',
      'alone@1000',
    ]);
    await moment('batched');
  },
});

/** One list of 40 rows in three forms: bytes are saved, and time is paid for them. */
export const Compressed = meta.story({
  decorators: [withTappedClient(quietLine)],
  render: () =>
    tape(['JSON', 'MessagePack', 'gzip'], 1000, (tape) => {
      const ends = [
        recordForm(tape, 'JSON', []),
        recordForm(tape, 'MessagePack', [messagePackCodec()]),
        recordForm(tape, 'gzip', [gzipCodec()]),
      ];
      return () => {
        for (const end of ends) end();
      };
    }),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(200);
    // The browser compresses in its own time.
    await waitFor(() => expect(lane(canvasElement, 'gzip')).toHaveLength(1));
    const json = bytesOn(canvasElement, 'JSON');
    await expect(bytesOn(canvasElement, 'MessagePack')).toBeLessThan(json * 0.85);
    await expect(bytesOn(canvasElement, 'gzip')).toBeLessThan(json * 0.3);
    await moment('three forms');
  },
});

/** Only the rows in view are subscribed, and scrolling moves the subscriptions along. */
export const VisibleOnly = meta.story({
  decorators: [withTappedClient(quietLine)],
  render: () => html`
    <div
      class="box"
      style=${styleMap({ height: '100px', marginBlockEnd: '16px', overflow: 'auto' })}
      tabindex="0"
      role="group"
      aria-label="Quotes"
    >
      ${['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQR'].map(
        (symbol) => html`<visible-quote symbol=${symbol}></visible-quote>`,
      )}
    </div>
    <wire-tape by-name .lanes=${[SENT]} .span=${2000} .record=${recordInterest}></wire-tape>
  `,
  play: async ({ canvasElement, stage, moment }) => {
    const box = canvasElement.querySelector('.box') as HTMLElement;
    const unsent = (): number => sourceIn(canvasElement).connection.unsent;
    // The browser tells what is in view in its own time.
    await waitFor(() => expect(unsent()).toBe(3));
    await stage.advance(1000);
    await expect(lane(canvasElement, SENT).sort()).toEqual(['+ABC@0', '+DEF@0', '+GHI@0']);
    box.scrollTop = 1000;
    await waitFor(() => expect(lane(canvasElement, SENT)).toHaveLength(9));
    await expect(lane(canvasElement, SENT).slice(3).sort()).toEqual([
      '+JKL@1000',
      '+MNO@1000',
      '+PQR@1000',
      '−ABC@1000',
      '−DEF@1000',
      '−GHI@1000',
    ]);
    await moment('scrolled');
  },
});

/** WebSocket, event stream, polling: down when nothing gets through, up again, nothing doubled. */
export const Fallback = meta.story({
  decorators: [withFallback(fallback)],
  render: () => tape([...WAYS, DELIVERED], 3200, recordWays),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(599);
    await expect(lane(canvasElement, 'Polling')).toEqual([]);
    await stage.advance(1);
    await expect(lane(canvasElement, 'Polling')).toEqual(['open@600', '1@600', '2@600']);
    await moment('polling');
    await stage.advanceTo(3200);
    await expect(lane(canvasElement, 'WebSocket')).toEqual([
      'refused@0',
      'refused@300',
      'open@2100',
      '4@2300',
      '5@2900',
    ]);
    await expect(lane(canvasElement, DELIVERED)).toEqual([
      '1@600',
      '2@600',
      '3@1600',
      '4@2300',
      '5@2900',
    ]);
    await moment('up again');
  },
});

/** The tape on a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  decorators: [withTappedClient(reordered, { sequence: sequencer() })],
  render: () => tape([WIRE, DELIVERED], 1800, recordInbound),
  play: async ({ stage, moment }) => {
    await stage.advanceTo(1800);
    await moment('recovered');
  },
});

/** The tape in a right-to-left page: time runs to the left. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  decorators: [withTappedClient(reordered, { sequence: sequencer() })],
  render: () => tape([WIRE, DELIVERED], 1800, recordInbound),
  play: async ({ stage, moment }) => {
    await stage.advanceTo(1800);
    await moment('recovered');
  },
});

/** The tape in a narrow column. */
export const Narrow = meta.story({
  decorators: [withTappedClient(doubles, { reconnectDelay: () => 200 })],
  render: () =>
    html`<div style=${styleMap({ inlineSize: '240px' })}>
      ${tape([WIRE, DELIVERED], 2000, recordInbound)}
    </div>`,
  play: async ({ stage, moment }) => {
    await stage.advanceTo(2000);
    await moment('once each');
  },
});

function tape(lanes: readonly string[], span: number, record: Recorder): TemplateResult {
  return html`<wire-tape .lanes=${lanes} .span=${span} .record=${record}></wire-tape>`;
}

/** Shows what arrives beside what is delivered. */
function recordInbound(tape: Tape): () => void {
  const source = sourceOf(tape);
  overhear(source, (direction, data) => {
    const { payload } = JSON.parse(data as string) as { payload: unknown };
    if (direction === 'in') tape.mark(WIRE, noteOf(payload));
    else tape.mark(WIRE, 'resume', { kind: 'news' });
  });
  source.on('note', (payload) => tape.mark(DELIVERED, noteOf(payload)));
  source.addEventListener('gap', (event) => {
    const { from, to } = event as Event & Gap;
    tape.mark(DELIVERED, from === to ? `gap: ${from}` : `gap: ${from}–${to}`, { kind: 'news' });
  });
  for (const type of ['recovered', 'reset']) {
    source.addEventListener(type, () => tape.mark(DELIVERED, type, { kind: 'news' }));
  }
  source.on('disconnected', () => tape.mark(WIRE, 'drop', { kind: 'news' }));
  return source.retain();
}

/** Shows what is subscribed and what no longer is. */
function recordInterest(tape: Tape): () => void {
  const source = sourceOf(tape);
  overhear(source, (_, data) => {
    const { type, payload } = JSON.parse(data as string) as { type: string; payload: unknown };
    if (type === 'subscribe') tape.mark(SENT, `+${noteOf(payload)}`);
    else tape.mark(SENT, `−${noteOf(payload)}`, { kind: 'gone' });
  });
  return source.retain();
}

/** Shows what comes through each way beside what is delivered. */
function recordWays(tape: Tape): () => void {
  const source = sourceOf(tape);
  for (const { name, source: way } of waysOf(source)) {
    way.on('note', (payload) => tape.mark(name, noteOf(payload)));
    way.addEventListener('statechange', () => {
      const { state } = way.connection;
      if (state === 'open') tape.mark(name, 'open', { kind: 'news' });
      if (state === 'waiting') tape.mark(name, 'refused', { kind: 'gone' });
    });
  }
  source.on('note', (payload) => tape.mark(DELIVERED, noteOf(payload)));
  return source.retain();
}

/** Types at the given moments into what `pace` makes of sending. */
function recordTyping(
  tape: Tape,
  moments: readonly number[],
  pace: (send: (n: number) => void) => Paced<number>,
): () => void {
  const source = sourceOf(tape);
  overhear(source, (_, data) => {
    tape.mark(SENT, noteOf((JSON.parse(data as string) as { payload: unknown }).payload));
  });
  const leave = source.retain();
  const input = pace((n) => source.send('note', { n }));
  const stop = atMoments(tape.runtime, new Map(moments.map((at, n) => [at, n + 1])), (n) => {
    tape.mark(TYPED, String(n));
    input(n);
  });
  return () => {
    stop();
    input.dispose();
    leave();
  };
}

/** Sends one list with the given codecs, and shows the bytes that it takes. */
function recordForm({ runtime, mark }: Tape, name: string, codecs: readonly Codec[]): () => void {
  const tapped = tappedRuntime(runtime, (direction, data) => {
    const bytes = sizeOf(data);
    if (direction === 'out') mark(name, `${bytes.toLocaleString('en')} bytes`, { bytes, at: 100 });
  });
  const client = new WebSocketClient('wss://stage.test/ws', {
    runtime: tapped,
    ...(codecs[0] && { codecs: negotiate(...codecs) }),
  });
  const leave = client.retain();
  const rows = Array.from({ length: 40 }, (_, row) => ({
    id: `row-${row}`,
    name: `Sensor ${row % 7}`,
    value: (row * 37) % 101,
    unit: 'kPa',
    online: row % 5 > 0,
  }));
  const stop = atMoments(runtime, new Map([[100, rows]]), (list) => client.send('rows', list));
  return () => {
    stop();
    leave();
  };
}
