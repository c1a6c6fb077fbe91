import type { Deviation } from './scene.js';

// Where a level is not like the stage, for reasons that are not ours.

/** Chromium takes a body that breaks off under a service worker for a cancellation. */
export const lossLooksLikeEnd: Deviation = {
  why: 'under a service worker an event stream that is lost looks like one that has ended',
  instead: ({ client, server }) => ({
    client: client.map((line) => line.replace('"Connection lost"', '"Stream ended"')),
    server,
  }),
};

/** Service workers are not told of aborts before they have answered. */
export const goesUnnoticed: Deviation = {
  why: 'no service worker learns that a page gave up a request without an answer',
  instead: ({ client, server }) => ({
    client: client.map((line) => line.replace('notices', 'does not notice')),
    server,
  }),
};
