import type { TabScene } from '../tab-cast.js';

/** What happens between two tabs. */
export const tabScenes: readonly TabScene[] = [
  {
    name: 'tabs tell each other, in order, and not themselves',
    async run({ one, other }) {
      one.say('basket', { honey: 1 });
      one.say('basket', { honey: 2 });
      await other.until('basket', 2);
      other.say('basket', { honey: 3 });
      await one.until('basket');
    },
  },
  {
    name: 'what is said arrives as a clone',
    async run({ one, other }) {
      const payload = {
        list: [1, undefined, null],
        at: new Date(0),
        text: 'ä☕😀',
        none: undefined,
      };
      one.say('clone', payload);
      payload.text = 'changed';
      one.say('nothing');
      one.say('long', 'x'.repeat(100_000));
      other.sync.on('map', (map) => {
        other.lines.push(`map of ${[...(map as Map<string, number>)].join(' ')}`);
      });
      one.say('map', new Map([['honey', 1]]));
      await other.until('map of');
    },
  },
  {
    name: 'a tab leaves with its page, and comes back with it',
    async run({ one, other }) {
      other.page.pagehide();
      await one.until('tab-disconnected');
      other.say('unheard', 1);
      one.say('unheard', 2);
      other.page.pageshow();
      await one.until('tab-connected', 2);
      one.say('heard', 3);
      await other.until('heard');
    },
  },
  {
    name: 'whoever has closed is not heard, and hears nothing',
    async run({ one, other }) {
      other.sync.close();
      other.isThere = false;
      await one.until('tab-disconnected');
      one.say('unheard', 1);
      other.say('unheard', 2);
      other.page.pageshow();
    },
  },
  {
    name: 'what cannot be cloned is an error, and the next message arrives',
    async run({ one, other }) {
      one.say('uncloneable', { change: () => undefined });
      one.say('uncloneable', { deep: [{ symbol: Symbol('no') }] });
      one.say('cloneable', 1);
      await other.until('cloneable');
    },
  },
  {
    name: 'what other code says is reported, and the next message arrives',
    async run(cast) {
      const { one, other } = cast;
      cast.sayRaw(
        undefined,
        null,
        'hello',
        { tabId: 'x' },
        { type: 'basket' },
        { type: 5, tabId: 'x' },
      );
      await one.until('error malformed-message', 6);
      await other.until('error malformed-message', 6);
      one.say('basket', 1);
      await other.until('basket');
    },
  },
  {
    name: 'a tab that crashes says nothing, and the other one goes on',
    async run({ one, other }) {
      other.crash();
      one.say('basket', 1);
      one.page.pagehide();
      one.page.pageshow();
      one.say('basket', 2);
    },
  },
  {
    name: 'a handler that throws harms no other',
    planned: 'planned by a scene',
    async run({ one, other, world }) {
      other.sync.on('basket', () => {
        throw new Error('planned by a scene');
      });
      one.say('basket', 1);
      one.say('basket', 2);
      await other.until('basket', 2);
      other.lines.push(`${world.errors.length} errors reported`);
    },
  },
];
