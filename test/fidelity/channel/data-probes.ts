import { collect, open, thrown, type ChannelProbe } from './probe.js';

/** What becomes of the data on the way. */
export const dataProbes: readonly ChannelProbe[] = [
  {
    name: 'data is taken when it is posted',
    async run(context) {
      const [a, b] = open(context);
      const heard = collect({ b });
      const data = { list: [1] };
      a.postMessage(data);
      data.list.push(2);
      await context.until(() => heard.length >= 1);
      return heard;
    },
  },
  {
    name: 'every receiver gets a copy of its own',
    async run(context) {
      const [a, b, c] = open(context, 3);
      const got: unknown[] = [];
      for (const channel of [b, c]) channel.onmessage = ({ data }) => got.push(data);
      const data = { one: 1 };
      a.postMessage(data);
      await context.until(() => got.length >= 2);
      return [got[0] === data, got[0] === got[1], JSON.stringify(got)];
    },
  },
  {
    name: 'both listeners of one channel get the same copy',
    async run(context) {
      const [a, b] = open(context);
      const got: unknown[] = [];
      b.addEventListener('message', ({ data }) => got.push(data));
      b.addEventListener('message', ({ data }) => got.push(data));
      a.postMessage({});
      await context.until(() => got.length >= 2);
      return got[0] === got[1];
    },
  },
  {
    name: 'more survives than JSON holds',
    async run(context) {
      const [a, b] = open(context);
      let got: Record<string, unknown> | undefined;
      b.onmessage = ({ data }: MessageEvent<Record<string, unknown>>) => (got = data);
      const sent: Record<string, unknown> = {
        date: new Date(5),
        map: new Map([[1, new Set(['x'])]]),
        bytes: new Uint8Array([1, 2]),
        nothing: undefined,
        number: NaN,
        zero: -0,
        big: 10n,
        pattern: /a+/gi,
        error: new RangeError('far'),
        hole: [1, , 3], // eslint-disable-line no-sparse-arrays
        own: new Point(),
      };
      sent['self'] = sent;
      a.postMessage(sent);
      await context.until(() => got !== undefined);
      const { date, map, bytes, number, zero, big, pattern, error, hole, own, self } = got ?? {};
      return [
        (date as Date).getTime(),
        [...((map as Map<number, Set<string>>).get(1) ?? [])],
        [...(bytes as Uint8Array)],
        'nothing' in (got ?? {}),
        [Number.isNaN(number), Object.is(zero, -0), String(big), String(pattern)],
        [error instanceof RangeError, (error as Error).message],
        [1 in (hole as object), (hole as []).length],
        [Object.getPrototypeOf(own) === Object.prototype, JSON.stringify(own)],
        self === got,
      ];
    },
  },
  {
    name: 'nothing but undefined arrives as undefined',
    async run(context) {
      const [a, b] = open(context);
      const heard = collect({ b });
      a.postMessage(undefined);
      a.postMessage(null);
      await context.until(() => heard.length >= 2);
      return heard;
    },
  },
  {
    name: 'what cannot be cloned is refused at once, and nothing else is lost',
    async run(context) {
      const [a, b] = open(context);
      const heard = collect({ b });
      const refusals = [
        () => {},
        Symbol('s'),
        new WeakMap(),
        Promise.resolve(),
        { deep: [() => {}] },
      ];
      a.postMessage('before');
      const errors = refusals.map((data) => thrown(() => a.postMessage(data)));
      a.postMessage('after');
      await context.until(() => heard.length >= 2);
      return [...errors, ...heard];
    },
  },
  {
    name: 'an error of a getter reaches the speaker as it is',
    async run(context) {
      const [a, b] = open(context);
      const heard = collect({ b });
      const data = {
        get trap() {
          throw new RangeError('trap');
        },
      };
      const error = thrown(() => a.postMessage(data));
      await context.until(() => false);
      return [error, ...heard];
    },
  },
  {
    name: 'buffers are copied, not transferred, whatever else is passed',
    async run(context) {
      const [a, b] = open(context);
      let got: ArrayBuffer | undefined;
      b.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => (got = data);
      const buffer = new Uint8Array([7, 8]).buffer;
      (a.postMessage as (...args: unknown[]) => void)(buffer, [buffer]);
      await context.until(() => got !== undefined);
      return [buffer.byteLength, [...new Uint8Array(got ?? new ArrayBuffer(0))]];
    },
  },
  {
    name: 'a message event tells where it comes from, and little else',
    async run(context) {
      const [a, b] = open(context);
      const seen: (string | boolean | null | number)[] = [];
      b.onmessage = (event) =>
        seen.push(
          event.type,
          event.constructor.name,
          /^https?:\/\/[^/]+$/.test(event.origin),
          event.source === null,
          event.ports.length,
          event.lastEventId,
          event.bubbles || event.cancelable || event.composed,
          event.target === b && event.currentTarget === b,
        );
      a.postMessage(1);
      await context.until(() => seen.length > 0);
      return seen;
    },
  },
];

class Point {
  readonly x = 1;
}
