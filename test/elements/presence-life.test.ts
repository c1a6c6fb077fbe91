import { expect, test } from 'vitest';
import { faces, rows, said } from '../../stories/presence-parts.js';
import { need, part, text } from '../../stories/scene-parts.js';
import { connections, NOTHING_LEFT } from './feed-scene.js';
import { countListeners } from './listener-count.js';
import { presenceScene } from './presence-scene.js';

test('nothing is left after a thousand lists', async () => {
  const { stage, addList, come } = presenceScene();
  const listeners = countListeners(window, document, document.documentElement, document.body);
  for (let n = 0; n < 1000; n++) {
    const list = addList();
    if (n % 3 > 0) await list.updateComplete;
    if (n % 200 === 199) {
      await stage.advance(0);
      await come('ada');
      const closed = listeners();
      need(list, 'faces').click();
      await stage.advance(0);
      expect([rows(list).length, listeners() - closed]).toEqual([1, 2]);
    }
    list.remove();
  }
  await stage.advance(0);
  expect(stage.pending).toEqual(NOTHING_LEFT);
  expect([listeners(), stage.errors]).toEqual([0, []]);
});

test('a list that is moved changes in nothing, and opens no second connection', async () => {
  const scene = presenceScene();
  const { stage, place, addList, come } = scene;
  const list = addList({ keepOffline: 60_000 });
  await stage.advance(0);
  await come('ada', 'bob');
  need(list, 'faces').click();
  await stage.advance(0);
  const before = [list.shadowRoot?.textContent, place.scrollHeight];
  const face = list.shadowRoot?.querySelector('.face');
  const parent = document.createElement('section');
  place.prepend(parent);
  parent.append(list);
  await stage.advance(0);
  expect([list.shadowRoot?.textContent, place.scrollHeight]).toEqual(before);
  expect(list.shadowRoot?.querySelector('.face')).toBe(face);
  expect(need(list, 'panel').matches(':popover-open')).toBe(true);
  expect(connections(scene)).toBe(1);
  await come('cem');
  expect(faces(list)).toEqual(['A', 'B', 'C']);
});

test('a list that was away begins afresh', async () => {
  const { stage, place, addList, come } = presenceScene();
  const list = addList();
  await stage.advance(0);
  await come('ada');
  list.remove();
  await stage.advance(60_000);
  place.append(list);
  await stage.advance(0);
  expect([faces(list), part(list, 'skeleton') !== null]).toEqual([[], true]);
  await come('bob');
  expect(faces(list)).toEqual(['B']);
});

test('a new source is followed, and the old one let go', async () => {
  const [old, next] = [presenceScene(), presenceScene()];
  const list = old.addList();
  await old.stage.advance(0);
  await old.come('ada');
  list.source = next.source;
  list.runtime = next.stage.runtime;
  await list.updateComplete;
  await next.stage.advance(0);
  await old.stage.advance(1000);
  expect([old.source.state, next.source.state]).toEqual(['closed', 'open']);
  expect([faces(list), old.stage.pending]).toEqual([[], NOTHING_LEFT]);
  await next.come('bob');
  expect(faces(list)).toEqual(['B']);
});

test('a clock that jumps by a day, on either side, moves nobody', async () => {
  const { stage, addList, say, servers } = presenceScene();
  const list = addList({ grace: 0 });
  await stage.advance(0);
  const { clock } = stage.runtime;
  for (const skew of [-86_400_000, 86_400_000]) {
    say(
      'presence-update',
      { userId: `u${skew}`, lastSeen: clock.now() + skew },
      clock.now() + skew,
    );
    stage.cue('clock', { do: 'jump', by: skew });
  }
  await stage.advance(1000);
  expect(faces(list)).toHaveLength(2);
  servers[0]?.drop();
  await stage.advance(500);
  stage.cue('clock', { do: 'jump', by: 86_400_000 });
  await stage.advance(0);
  expect(text(part(list, 'stale'))).toBe('As of just now');
});

test('nobody leaves while the connection is gone, and the faces lose their colours', async () => {
  const { stage, addList, come, servers } = presenceScene();
  const list = addList();
  await stage.advance(0);
  await come('ada');
  const colour = getComputedStyle(need(list, 'face')).backgroundColor;
  stage.websocket('wss://stage.test/ws', (server) => server.refuse());
  servers[0]?.drop();
  await stage.advance(120_000);
  expect([faces(list), said(list)]).toEqual([['A'], 'Here: ada']);
  expect(getComputedStyle(need(list, 'face')).backgroundColor).not.toBe(colour);
});
