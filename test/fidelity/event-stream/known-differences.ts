import type { KnownDifference } from '../subject.js';
import { ended, failing, living, stream, type EventStreamProbe } from './probe.js';

const heard = ['open @1', 'message "é" () @1', 'error @0', 'error @2'];
const again = { events: ['error @0', 'open @1', 'error @0', 'error @2'], asked: 3 };
const moved = ['open @1', 'message "a" (1) @1', 'error @0', 'error @2'];

/** Where the kit's client does more than the platform, and what a stage leaves to browsers. */
export const knownDifferences: readonly KnownDifference<EventStreamProbe>[] = [
  ...[429, 503].map((status) => ({
    why: 'the client tries again after what passes',
    probe: failing(`status ${status}`, { status }),
    answers: { native: { events: ['error @2'], asked: 1 }, client: again, stage: again },
  })),
  {
    // Streams are always UTF-8, and parameters of the type don't matter. [HTML: 9.2.4]
    why: 'Chromium refuses other charsets, which the standard ignores',
    probe: living('another charset changes nothing', [
      stream('retry: 1\n\ndata: é\n\n', {
        headers: { 'content-type': 'text/event-stream; charset=iso-8859-1' },
      }),
    ]),
    answers: { native: ['error @2'], client: heard, stage: heard },
  },
  ...[301, 307].map((status) => ({
    why: 'the client starts over at the first address, and a stage has no redirects',
    probe: following(status),
    answers: {
      native: { events: moved, asked: ['', '?moved', '?moved'] },
      client: { events: moved, asked: ['', '?moved', ''] },
      stage: { events: ['error @2'], asked: [''] },
    },
  })),
];

function following(status: number): EventStreamProbe {
  return {
    name: `status ${status} leads to another address`,
    answers: [
      { status, headers: { location: '?moved' } },
      stream('retry: 1\n\nid: 1\ndata: a\n\n'),
    ],
    async run(context) {
      const { events } = await ended(context);
      return { events, asked: (await context.asked()).map(({ search }) => search) };
    },
  };
}
