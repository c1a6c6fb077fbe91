import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { faces, listIn, nameOfFaces, rows, said } from '../../stories/presence-parts.js';
import { need, part, text } from '../../stories/scene-parts.js';
import { PresenceService } from '../../src/transports.js';
import { connections, focused } from './feed-scene.js';
import { presenceScene } from './presence-scene.js';

test('two lists on one source share one connection and one sign of life', async () => {
  const scene = presenceScene();
  const { stage, addList, come } = scene;
  const lists = [addList(), addList()];
  await stage.advance(0);
  await come('ada', 'bob');
  expect(lists.map(faces)).toEqual([
    ['A', 'B'],
    ['A', 'B'],
  ]);
  expect([connections(scene), beats(scene)]).toEqual([1, 1]);
  lists[0]!.remove();
  await stage.advance(30_000);
  expect(beats(scene)).toBe(2);
  const late = addList();
  await stage.advance(0);
  expect(faces(late)).toEqual(['A', 'B']);
});

test('a page shows its own service, with its own times', async () => {
  const { stage, source, addList, say } = presenceScene();
  const presence = new PresenceService(source, {
    runtime: stage.runtime,
    grace: 0,
    batchInterval: 10,
  });
  const list = addList({ source: undefined, presence });
  await stage.advance(0);
  say('presence-update', { userId: 'ada' });
  await stage.advance(10);
  expect(faces(list)).toEqual(['A']);
  say('presence-offline', { userId: 'ada' });
  await stage.advance(10);
  expect(faces(list)).toEqual([]);
  list.remove();
  await stage.advance(0);
  expect(source.state).toBe('closed');
  presence.close();
});

test('joins and leaves are said once a batch, whoever they are; away is no news', async () => {
  const { stage, place, addList, say, come } = presenceScene();
  place.lang = 'en-GB';
  const list = addList();
  await stage.advance(5000);
  await come('ada', 'bob', 'cem', 'dao', 'eve');
  expect(said(list)).toBe('ada, bob, cem and 2 others joined');
  say('presence-offline', { userId: 'ada' });
  say('presence-offline', { userId: 'bob' });
  await stage.advance(4500);
  await come('fay');
  expect(said(list)).toBe('fay joined. ada and bob left');
  say('presence-update', { userId: 'cem', status: 'away' });
  await stage.advance(2000);
  expect([said(list), faces(list)[0]]).toEqual(['fay joined. ada and bob left', 'C away']);
  expect(nameOfFaces(list)).toBe('Here: cem, dao, eve and fay');
});

test('the reader is left out, and comes back in when they are somebody else', async () => {
  const { stage, addList, come } = presenceScene();
  const list = addList({ self: 'ada' });
  await stage.advance(0);
  await come('ada');
  expect(text(part(list, 'empty'))).toBe('Nobody else is here');
  expect(said(list)).toBe('');
  list.self = 'bob';
  await stage.advance(0);
  expect(faces(list)).toEqual(['A']);
});

test('opens by key and by pointer, closes by Escape, and the focus is where it was', async () => {
  const { stage, addList, come } = presenceScene();
  const list = addList({ max: 1 });
  await stage.advance(0);
  await come('ada', 'bob');
  need(list, 'faces').focus();
  await userEvent.keyboard('{Enter}');
  await stage.advance(0);
  expect(rows(list)).toEqual(['ada: Online', 'bob: Online']);
  await userEvent.keyboard('{Tab}');
  expect(focused()).toBe(need(list, 'panel'));
  await userEvent.keyboard('{Escape}');
  await stage.advance(0);
  expect([rows(list), focused()]).toEqual([[], need(list, 'faces')]);
  await userEvent.click(need(list, 'faces'));
  await stage.advance(0);
  expect(rows(list)).toHaveLength(2);
  await userEvent.click(need(list, 'faces'));
  await stage.advance(0);
  expect(rows(list)).toEqual([]);
});

test('when the last one goes, the focus stays in the list', async () => {
  const { stage, addList, come, say } = presenceScene();
  const list = addList();
  await stage.advance(0);
  await come('ada');
  need(list, 'faces').focus();
  say('presence-offline', { userId: 'ada' });
  await stage.advance(6000);
  expect(text(part(list, 'empty'))).toBe('Nobody else is here');
  expect(focused()).toBe(need(list, 'row'));
});

test('speaks another language', async () => {
  const { stage, place, addList, come } = presenceScene();
  place.lang = 'de';
  addList({
    strings: {
      here: (names, count) => `${count} da: ${names}`,
      others: (count) => `${count} weitere`,
    },
  });
  await stage.advance(0);
  await come('ada', 'bob', 'cem', 'dao', 'eve');
  expect(nameOfFaces(listIn(place))).toBe('5 da: ada, bob, cem und 2 weitere');
});

function beats({ stage }: ReturnType<typeof presenceScene>): number {
  return stage.log.entries.filter(({ data }) => data?.includes('presence-heartbeat')).length;
}
