import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { all, need, titles } from '../../stories/scene-parts.js';
import { feedScene, focused } from './feed-scene.js';

const undo = { id: 'undo', label: 'Undo' };

test('F8 leads to the newest card, Tab to Undo and then to ×, Shift+Tab back', async () => {
  const { feed } = await setUp();
  await userEvent.keyboard('{F8}');
  expect(focused()).toBe(cardOf(feed, 'new'));
  await userEvent.keyboard('{Tab}');
  expect(focused()).toBe(cardOf(feed, 'new').querySelector('[part=action]'));
  await userEvent.keyboard('{Tab}');
  expect(focused()).toBe(cardOf(feed, 'new').querySelector('[part=dismiss]'));
  await userEvent.keyboard('{Tab}');
  expect(focused()).toBe(cardOf(feed, 'old').querySelector('[part=action]'));
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
  expect(focused()).toBe(cardOf(feed, 'new').querySelector('[part=dismiss]'));
});

test('Enter on Undo tells the page, dismisses the card, and the focus moves on', async () => {
  const { stage, feed, place } = await setUp();
  const heard: string[] = [];
  place.addEventListener('notification-action', (event) =>
    heard.push(`action ${event.notificationId} ${event.actionId}`),
  );
  place.addEventListener('notification-dismiss', (event) =>
    heard.push(`dismiss ${event.notificationId} by ${event.means}`),
  );
  await userEvent.keyboard('{F8}{Tab}{Enter}');
  await stage.advance(0);
  expect(heard).toEqual(['action new undo', 'dismiss new by action']);
  expect(titles(feed)).toEqual(['Info: old']);
  expect(focused()).toBe(cardOf(feed, 'old'));
});

test('a page that cancels the action keeps the card and its focus', async () => {
  const { stage, feed } = await setUp();
  const dismissed: string[] = [];
  feed.addEventListener('notification-action', (event) => event.preventDefault());
  feed.addEventListener('notification-dismiss', (event) => dismissed.push(event.notificationId));
  await userEvent.keyboard('{F8}{Tab}{Enter}');
  await stage.advance(0);
  expect(titles(feed)).toEqual(['Info: new', 'Info: old']);
  expect(dismissed).toEqual([]);
  expect(focused()).toBe(need(feed, 'action'));
});

test('Escape outside does nothing; inside it dismisses and does not reach the page', async () => {
  const { stage, feed, button } = await setUp();
  const keys: string[] = [];
  const controller = new AbortController();
  document.body.addEventListener('keydown', ({ key }) => keys.push(key), controller);
  button.focus();
  await userEvent.keyboard('{Escape}');
  expect(titles(feed)).toHaveLength(2);
  await userEvent.keyboard('{F8}{Escape}');
  controller.abort();
  await stage.advance(0);
  expect(titles(feed)).toEqual(['Info: old']);
  expect(keys).toEqual(['Escape', 'F8']);
});

test('the focus returns to the button of the page: at F8, and after the last card', async () => {
  const { stage, feed, button } = await setUp();
  button.focus();
  await userEvent.keyboard('{F8}{F8}');
  expect(focused()).toBe(button);
  await userEvent.keyboard('{F8}{Delete}{Delete}');
  await stage.advance(0);
  expect(titles(feed)).toEqual([]);
  expect(focused()).toBe(button);
});

test('F8 leaves the feed also when nothing had the focus before', async () => {
  const { stage, feed } = await setUp({ duration: 3000 });
  (document.activeElement as HTMLElement | null)?.blur();
  await userEvent.keyboard('{F8}');
  expect(feed.matches(':focus-within')).toBe(true);
  await userEvent.keyboard('{F8}');
  expect(feed.matches(':focus-within')).toBe(false);
  await stage.advance(3000);
  expect(titles(feed)).toEqual([]);
});

test('one feed of two answers the hotkey, and each its own', async () => {
  const first = await setUp();
  const second = await setUp();
  await userEvent.keyboard('{F8}');
  expect(first.feed.matches(':focus-within')).toBe(true);
  second.feed.hotkey = 'Control+Shift+Y';
  await userEvent.keyboard('{Control>}{Shift>}y{/Shift}{/Control}');
  expect(second.feed.matches(':focus-within')).toBe(true);
  first.feed.hotkey = '';
  first.button.focus();
  await userEvent.keyboard('{F8}');
  expect(focused()).toBe(first.button);
});

test('an empty feed takes the focus as a region', async () => {
  const { feed } = await setUp();
  feed.clear();
  await feed.updateComplete;
  await userEvent.keyboard('{F8}');
  expect(focused()).toBe(need(feed, 'region'));
});

test('an Escape that does nothing here reaches the dialog around the feed', async () => {
  const { feed, place } = await setUp();
  const passed: boolean[] = [];
  place.addEventListener('keydown', ({ defaultPrevented }) => passed.push(!defaultPrevented));
  need(feed, 'region').focus();
  await userEvent.keyboard('{Escape}');
  expect(passed).toEqual([true]);
});

test('a letter with Alt is known by its place, which macOS gives another sign', async () => {
  const { feed } = await setUp({ hotkey: 'Alt+T' });
  const press = { key: '†', code: 'KeyT', altKey: true, bubbles: true };
  document.body.dispatchEvent(new KeyboardEvent('keydown', press));
  expect(focused()).toBe(cardOf(feed, 'new'));
});

async function setUp(properties: { duration?: number; hotkey?: string } = {}) {
  const scene = feedScene();
  const button = document.createElement('button');
  button.textContent = 'A button of the page';
  scene.place.append(button);
  const feed = scene.addFeed({ duration: 0, placement: 'inline', ...properties });
  await scene.stage.advance(0);
  for (const id of ['old', 'new']) scene.send({ id, action: undo });
  await scene.stage.advance(0);
  return { ...scene, feed, button };
}

function cardOf(feed: HTMLElement, id: string): HTMLElement {
  const card = all(feed, 'card').find(({ dataset }) => dataset['key'] === id);
  if (!card) throw new Error(`There is no card "${id}".`);
  return card;
}
