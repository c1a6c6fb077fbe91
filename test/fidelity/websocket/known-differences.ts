import type { KnownDifference } from '../subject.js';
import { accept, observe, type WebSocketProbe } from './probe.js';

/** Where Chromium does not do what the standard says; there the stage obeys the standard. */
export const knownDifferences: readonly KnownDifference<WebSocketProbe>[] = [
  {
    // At the target capturing listeners come first [DOM: inner invoke]. Chromium obeys that for
    // nodes only; all other targets call their listeners in the order of registration.
    why: 'the stage obeys the DOM standard',
    probe: {
      name: 'capturing listeners come first',
      farEnd: [accept, { on: 'open', do: 'send', data: 'x' }],
      async run(context) {
        const { socket } = observe(context);
        const said: string[] = [];
        socket.addEventListener('message', () => said.push('bubbling'));
        socket.addEventListener('message', () => said.push('capturing'), true);
        await context.until(() => said.length === 2);
        return said;
      },
    },
    answers: { native: ['bubbling', 'capturing'], stage: ['capturing', 'bubbling'] },
  },
];
