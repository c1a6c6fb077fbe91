import { expect, test } from 'vitest';
import { sharedScene, type SharedScene } from './shared-scene.js';

const where = ({ tabs }: SharedScene): boolean[] =>
  tabs.map(({ shared }) => !shared.tabs.elsewhere);

test('the tab that was opened, shown or focused last is in front', async () => {
  const scene = await sharedScene({ count: 3 });
  const { stage, tabs } = scene;
  await stage.advance(1);
  tabs[2]!.page.focus();
  await stage.advance(0);
  expect(where(scene)).toEqual([false, false, true]);
  tabs[0]!.page.focus();
  await stage.advance(1);
  expect(where(scene)).toEqual([true, false, false]);
  tabs[1]!.page.hide();
  await stage.advance(1);
  tabs[1]!.page.show();
  await stage.advance(1);
  expect(where(scene)).toEqual([false, true, false]);
});

test('another visible tab comes to the front when the one there is hidden or closed', async () => {
  const scene = await sharedScene({ count: 3 });
  const { stage, tabs } = scene;
  await stage.advance(1);
  tabs[2]!.page.focus();
  await stage.advance(0);
  tabs[2]!.page.hide();
  await stage.advance(1);
  const front = where(scene);
  expect(front.filter(Boolean)).toHaveLength(1);
  expect(front[2]).toBe(false);
  tabs[front.indexOf(true)]!.shared.disconnect();
  await stage.advance(1);
  expect(where(scene).filter(Boolean)).toHaveLength(2);
});

test('no tab is elsewhere when all are hidden', async () => {
  const scene = await sharedScene({ count: 2 });
  for (const { page } of scene.tabs) page.hide();
  await scene.stage.advance(1);
  expect(where(scene)).toEqual([true, true]);
});

test.each(['crash', 'freeze'] as const)(
  'a front tab that falls silent is left (%s)',
  async (how) => {
    const scene = await sharedScene({ count: 3 });
    const { stage, tabs } = scene;
    await stage.advance(1);
    tabs[2]!.page.focus();
    await stage.advance(0);
    if (how === 'crash') tabs[2]!.crash();
    else tabs[2]!.page.freeze();
    await stage.advance(9999);
    expect(where(scene).slice(0, 2)).toEqual([false, false]);
    await stage.advance(1);
    expect(where(scene).slice(0, 2).filter(Boolean)).toHaveLength(1);
  },
);

test('the wall clock may be set back', async () => {
  const scene = await sharedScene({ count: 2 });
  const { stage, tabs } = scene;
  await stage.advance(1);
  stage.cue('clock', { do: 'jump', by: -3_600_000 });
  tabs[0]!.page.focus();
  await stage.advance(1);
  expect(where(scene)).toEqual([true, false]);
});

test('what one tab tells is heard in the others', async () => {
  const { stage, tabs } = await sharedScene({ count: 3 });
  const heard: unknown[] = [];
  for (const { shared } of tabs) shared.tabs.on('seen', (payload) => heard.push(payload));
  tabs[1]!.shared.tabs.tell('seen', { id: 1 });
  await stage.advance(0);
  expect(heard).toEqual([{ id: 1 }, { id: 1 }]);
});
