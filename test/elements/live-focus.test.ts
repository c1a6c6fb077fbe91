import { html } from 'lit';
import { expect, test } from 'vitest';
import { all, need } from '../../stories/scene-parts.js';
import type { PanLiveDataElement } from '../../src/elements/pan-live-data/pan-live-data.js';
import { ids, loaded, rows } from './live-scene.js';

test('an item that goes with the focus in it leaves it on the panel', async () => {
  const { element, stage, push } = await loadedButtons();
  buttons(element)[0]!.focus();
  push({ id: 'a', deleted: true });
  await stage.advance(20);
  expect(ids(element)).toEqual(['b', 'c']);
  expect(element.shadowRoot?.activeElement).toBe(need(element, 'panel'));
});

test('an item that is moved with the focus in it takes it along', async () => {
  const scene = await loadedButtons();
  const { element, stage } = scene;
  const [, b] = buttons(element);
  b!.focus();
  scene.answer = { body: rows('b', 'c', 'a') };
  void element.refresh();
  await stage.advance(0);
  expect(ids(element)).toEqual(['b', 'c', 'a']);
  scene.answer = { body: rows('c', 'a', 'b') };
  void element.refresh();
  await stage.advance(0);
  expect(element.shadowRoot?.activeElement).toBe(b);
});

async function loadedButtons() {
  const renderItem = ({ id }: { id?: unknown }) => html`<button>${String(id)}</button>`;
  const scene = await loaded({ event: 'item' }, { renderItem });
  scene.answer = { body: rows('a', 'b', 'c') };
  void scene.element.refresh();
  await scene.stage.advance(0);
  return scene;
}

function buttons(element: PanLiveDataElement): HTMLButtonElement[] {
  return all(element, 'row').map((row) => row.querySelector('button')!);
}
