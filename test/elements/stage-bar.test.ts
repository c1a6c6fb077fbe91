import '../../src/storybook/stage-frame.define.js';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Scene } from '../../src/storybook/scene.js';
import type { StageBarElement } from '../../src/storybook/stage-bar.js';
import { addPlace, parkPointer } from './feed-scene.js';

afterEach(parkPointer);

const stream = { name: 'page', cues: [{ at: 5000, source: 'page', do: 'offline' as const }] };

test('goes one millisecond on, and says so', async () => {
  const { scene, bar, button } = await setUp();
  await scene.stage.advance(4999);
  expect(output(bar)).toBe('4.999 s');
  await userEvent.click(button('One millisecond on'));
  await reached(scene, 5000);
  expect([output(bar), scene.stage.page.online]).toEqual(['5.000 s', false]);
});

test('covers the script and ten seconds after it', async () => {
  const { slider } = await setUp();
  expect([slider().min, slider().max]).toEqual(['0', '15000']);
});

test('goes to a moment, and back to it by way of a new beginning', async () => {
  const { scene, bar, button } = await setUp();
  await scene.stage.advance(6000);
  scene.name('offline', scene.stage.now);
  await bar.updateComplete;
  await scene.stage.advance(3000);
  await userEvent.click(button('offline 6.000 s'));
  await reached(scene, 6000);
  expect([scene.generation, scene.stage.page.online]).toEqual([1, false]);
});

test('only the newest wish of the slider counts', async () => {
  const { scene, slider } = await setUp();
  for (const time of [1000, 9000, 4000, 7000]) {
    slider().value = String(time);
    slider().dispatchEvent(new Event('input'));
  }
  await reached(scene, 7000);
  expect(scene.stage.now).toBe(7000);
});

test('plays, pauses and changes speed', async () => {
  const { scene, bar, button } = await setUp();
  await userEvent.click(button('Play'));
  expect(scene.stage.playing).toBe(true);
  await bar.updateComplete;
  await userEvent.click(button('Pause'));
  expect(scene.stage.playing).toBe(false);
  const speeds: number[] = [];
  for (let n = 0; n < 4; n++) {
    await userEvent.click(button('Speed'));
    speeds.push(scene.stage.speed);
  }
  expect(speeds).toEqual([4, 16, 0.25, 1]);
});

test('a story that is left in the middle of a wish complains to nobody', async () => {
  const rejections: unknown[] = [];
  const controller = new AbortController();
  const onRejection = (event: PromiseRejectionEvent): void => {
    event.preventDefault();
    rejections.push(event.reason);
  };
  window.addEventListener('unhandledrejection', onRejection, controller);
  const { scene, slider, button } = await setUp();
  slider().value = '9000';
  slider().dispatchEvent(new Event('input'));
  button('One millisecond on').click();
  scene.dispose();
  await tasks(5);
  controller.abort();
  expect(rejections).toEqual([]);
});

async function setUp() {
  const scene = new Scene('a-story', 1);
  scene.load(stream);
  const bar = document.createElement('stage-bar');
  bar.scene = scene;
  addPlace().append(bar);
  onTestFinished(() => scene.dispose());
  await bar.updateComplete;
  const root = bar.shadowRoot as ShadowRoot;
  const button = (name: string): HTMLButtonElement => {
    const found = [...root.querySelectorAll('button')].find(
      (one) => (one.ariaLabel ?? one.textContent.replace(/\s+/g, ' ').trim()) === name,
    );
    if (!found) throw new Error(`The bar has no button "${name}".`);
    return found;
  };
  const slider = (): HTMLInputElement => root.querySelector('input') as HTMLInputElement;
  return { scene, bar, button, slider };
}

function output(bar: StageBarElement): string {
  return bar.shadowRoot?.querySelector('output')?.textContent ?? '';
}

/** Waits until a scene, whichever its stage is by then, has come to a time. */
async function reached(scene: Scene, time: number): Promise<void> {
  while (scene.stage.now !== time) await tasks(1);
  await tasks(2);
}

/** Lets the platform do some of its tasks, without waiting for time. */
async function tasks(count: number): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  for (let n = 0; n < count; n++) {
    await new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
  }
  port1.close();
}
