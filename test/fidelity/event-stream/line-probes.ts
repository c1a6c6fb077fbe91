import { reading, soon, stream, ended, type EventStreamProbe } from './probe.js';

const encoder = new TextEncoder();

/** How bytes become lines. [HTML: 9.2.5 Parsing an event stream] */
export const lineProbes: readonly EventStreamProbe[] = [
  reading('lines end with line feeds', 'data: a\n\ndata: b\n\n'),
  reading('lines end with carriage returns', 'data: a\r\rdata: b\r\r'),
  reading('lines end with both', 'data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n'),
  reading('line ends may be mixed', 'data: a\r\n\ndata: b\r\r\ndata: c\n\r\ndata: d\n\r'),
  reading('both together are one line end when they come apart', 'data: a\r\ndata: b\r\n\r\n', 8),
  reading(
    'a line feed that comes alone after a carriage return is none',
    'data: a\r\n\rdata: b',
    1,
  ),
  reading('lines may come byte by byte', ': c\r\ndata: é\revent: tick\n\ndata: b\r\n\r\n', 1),
  reading('a whole stream may come at once', 'data: a\n\nevent: tick\ndata: b\n\n', 1000),
  reading(
    'nothing else ends a line',
    'data: a\u0085b\u2028c\u2029d\u000be\u000cf\u001eg\n\ndata: h\n\n',
  ),
  reading('a line of spaces is no end of an event', 'data: a\n \ndata: b\n\t\ndata: c\n\n'),
  reading('blank lines alone are no events', '\n\n\r\r\r\n\r\n\n\ndata: a\n\n\n\n\n'),
  reading('an event that never ends is none', 'data: a\n\ndata: b\n'),
  reading('an end in the middle of a line is the end of nothing', 'data: a\n\nid: 7\ndata: b'),
  reading('a last line without its end is no blank line', 'data: a\n\ndata: b\n\ndata: c\r'),
  reading('an empty stream has no events', ''),
  reading('a byte order mark at the start is skipped', '\uFEFFdata: a\n\ndata: b\n\n', 100),
  reading('a byte order mark may come byte by byte', '\uFEFFdata: a\n\ndata: b\n\n', 1),
  reading('a second byte order mark belongs to the field', '\uFEFF\uFEFFdata: a\n\ndata: b\n\n'),
  reading(
    'a byte order mark later on is a letter',
    'data: \uFEFFa\n\n\uFEFFdata: b\n\ndata: c\n\n',
  ),
  reading('a byte order mark alone is nothing', '\uFEFF'),
  reading('letters of every length may be cut', 'data: aé€🎬👩‍👩‍👧\n\nevent: tick\ndata: ünï\n\n', 1),
  reading('broken letters are replaced', bytes('data: a', [0xc3, 0x28, 0xff], '\n\n'), 1),
  reading('overlong letters are replaced', bytes('data: ', [0xc0, 0xaf, 0xe0, 0x80, 0xaf], '\n\n')),
  reading('halves of surrogate pairs are replaced', bytes('data: ', [0xed, 0xa0, 0x80], 'b\n\n')),
  reading('a letter that a line end cuts is replaced', bytes('data: a', [0xf0, 0x9f], '\n\n')),
  reading('nulls are letters', 'data: a\0b\n\nevent: ti\0ck\ndata: c\n\ndata: d\n\n'),
  {
    name: 'a line may be very long',
    answers: [soon, stream(`data: ${'é'.repeat(150_000)}\n\n`, { size: 40_001 })],
    async run(context) {
      const { events } = await ended(context);
      return events.filter((event) => event.startsWith('message')).map(({ length }) => length);
    },
  },
  reading('an event may have very many lines', 'data: a\n'.repeat(2000) + '\n', 1000),
];

function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => [...(typeof part === 'string' ? encoder.encode(part) : part)]),
  );
}
