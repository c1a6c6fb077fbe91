import { ContextProvider } from '@lit/context';
import { expect, inject, test } from 'vitest';
import '../../stories/control-room.define.js';
import { runtimeContext } from '../../src/controllers/contexts.js';
import { Stage } from '../../src/stage.js';
import { furnish, itemsOnServer, playTo } from '../../stories/control-room-play.js';
import { ControlRoomScript, PARTS } from '../../stories/control-room-script.js';
import type { ControlRoomElement } from '../../stories/control-room.js';
import { faces } from '../../stories/presence-parts.js';
import { all, part, saysBadge, text } from '../../stories/scene-parts.js';
import { addPlace, NOTHING_LEFT, parkPointer } from './feed-scene.js';
import { countListeners } from './listener-count.js';

test.for(Array.from({ length: inject('seeds') }, (_, n) => n + 1))(
  'ten minutes with every element end as they are at the far ends: seed %i',
  async (seed) => {
    await parkPointer();
    const listeners = countListeners(window, document, document.documentElement, document.body);
    const script = new ControlRoomScript(seed);
    const stage = new Stage({ seed, stream: script.stream });
    furnish(stage);
    const { room, leave } = await openRoom(stage);
    await playTo(stage, room, PARTS.flood + 21_000);
    expect(shown(room)).toMatchObject({ activities: 100, badge: 'Connected' });
    expect(room.feed.shadowRoot?.textContent).toContain('50 missed');
    await playTo(stage, room, PARTS.recovery - 1000);
    expect(shown(room).badge).toMatch(/Reconnecting/);
    await playTo(stage, room, PARTS.end);
    const { activities, berths, people } = script.truth;
    expect(shown(room)).toEqual({
      activities: 100,
      cards: 0,
      badge: 'Connected',
      people: people.length,
    });
    expect(room.berths.items).toEqual(berths);
    expect(room.list.items.map((item) => item.text)).toEqual(itemsOnServer(stage));
    expect(sentInputs(stage)).toEqual(['aurora', 'nordlys', '']);
    expect(activitiesIn(room)).toEqual(activities.slice(0, 100).map(({ target }) => target));
    leave();
    await stage.advance(1000);
    expect([stage.pending, listeners(), stage.errors]).toEqual([NOTHING_LEFT, 0, []]);
    stage.dispose();
  },
);

function shown(room: ControlRoomElement) {
  return {
    activities: activitiesIn(room).length,
    cards: all(room.feed, 'card').length,
    badge: saysBadge(room.badge),
    people: faces(room.people).length + Number(text(part(room.people, 'more'))),
  };
}

function activitiesIn(room: ControlRoomElement): string[] {
  return all(room.activities, 'row').map((row) => text(row.querySelector('[part=target]')));
}

function sentInputs({ log }: Stage): string[] {
  const frames = log.entries.filter(
    ({ direction, kind }) => direction === 'out' && kind === 'frame',
  );
  return frames
    .map(({ data = '' }) => JSON.parse(data) as { type: string; payload: { value: string } })
    .filter(({ type }) => type === 'input-update')
    .map(({ payload }) => payload.value);
}

async function openRoom(stage: Stage): Promise<{ room: ControlRoomElement; leave(): void }> {
  const place = addPlace();
  new ContextProvider(place, { context: runtimeContext, initialValue: stage.runtime });
  const room = document.createElement('control-room');
  place.append(room);
  await room.updateComplete;
  // One row each, so that they can be counted.
  room.activities.grouping = false;
  return { room, leave: () => place.remove() };
}
