import { html, LitElement, render, type TemplateResult } from 'lit';
import { expect, onTestFinished, test } from 'vitest';
import type { CannedStream } from '../../src/stage.js';
import type { Scene } from '../../src/storybook/scene.js';
import type { StageFrameElement } from '../../src/storybook/stage-frame.js';
import { giveStage } from '../../src/storybook/story-stage.js';
import { withMockSocket } from '../../src/storybook/with-mock-socket.js';
import { withMsw } from '../../src/storybook/with-msw.js';
import type { StageDecorator } from '../../src/storybook/with-stage.js';
import { addPlace } from './feed-scene.js';
import { until } from './network-scene.js';

type StoryContext = Parameters<typeof giveStage>[0];

const sockets: CannedStream = {
  name: 'sockets',
  sources: { feed: { kind: 'websocket', url: 'wss://stage.test/ws' } },
  cues: [{ at: 30_000, source: 'feed', do: 'message', type: 'news' }],
};
const both: CannedStream = {
  ...sockets,
  sources: { ...sockets.sources, list: { kind: 'http', url: '/list', body: [] } },
};

test('an app of its own finds the network ready, and everything put back when it is left', async () => {
  const original = window.WebSocket;
  const { scene, canvas, leave } = addStory([withMockSocket(both), withMsw(both)]);
  expect(canvas.querySelector('chatty-app')).toBeNull();
  await scene.stage.advance(0);
  const app = appIn(canvas);
  expect(window.WebSocket).not.toBe(original);
  await until(scene.stage, () => app.heard.length === 2);
  expect(app.heard.toSorted()).toEqual(['list 200', 'open']);
  await scene.stage.advanceTo(30_000);
  expect(app.heard.at(-1)).toBe('news');
  expect(canvas.querySelectorAll('stage-frame')).toHaveLength(1);
  leave();
  expect(window.WebSocket).toBe(original);
  expect((await fetch('/list')).status).toBe(404);
  await expect(scene.stage.advance(1)).rejects.toMatchObject({ code: 'disposed' });
});

test('a restart begins again with a new stage, and a new app on it', async () => {
  const { scene, canvas } = addStory([withMockSocket(sockets, { speed: 50 })]);
  await scene.stage.advance(0);
  const before = appIn(canvas);
  await until(scene.stage, () => before.heard.includes('open'));
  scene.restart();
  expect(scene.stage.speed).toBe(50);
  await scene.seek(0);
  const after = appIn(canvas);
  expect([after === before, before.isConnected]).toEqual([false, false]);
  await until(scene.stage, () => after.heard.includes('open'));
  await scene.stage.advanceTo(30_000);
  expect(after.heard).toContain('news');
  expect(before.heard).not.toContain('news');
});

test('plays in real time at the speed that the story names', async () => {
  const { scene, canvas } = addStory([withMockSocket(sockets, { speed: 500 })]);
  const begin = performance.now();
  scene.stage.play();
  while (!canvas.querySelector<ChattyApp>('chatty-app')?.heard.includes('news')) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  expect(scene.stage.now).toBeGreaterThanOrEqual(30_000);
  expect(performance.now() - begin).toBeLessThan(30_000);
});

test('a second story at one address says why it stays empty, and the first goes on', async () => {
  const first = addStory([withMockSocket(sockets)]);
  const second = addStory([withMockSocket(sockets)]);
  await second.scene.stage.advance(0);
  expect(second.canvas.querySelector('chatty-app')).toBeNull();
  expect(second.canvas.querySelector('[role=alert]')?.textContent).toContain(
    'Failed to answer wss://stage.test/ws for the page',
  );
  await expect(second.scene.attachments.begun()).rejects.toMatchObject({ code: 'address-taken' });
  await first.scene.stage.advance(0);
  const app = appIn(first.canvas);
  await until(first.scene.stage, () => app.heard.includes('open'));
  first.leave();
  second.scene.restart();
  await second.scene.stage.advance(0);
  expect(appIn(second.canvas).isConnected).toBe(true);
});

test('names the stream that has nothing for this level, and what to do', () => {
  expect(() => addStory([withMsw(sockets)])).toThrow(
    'Failed to put a story on stream "sockets": it declares no source of kind "sse" or "http". ' +
      'Add one, or use withStage.',
  );
});

/** Opens its own connections as soon as it is on the page. */
class ChattyApp extends LitElement {
  readonly heard: string[] = [];
  #socket: WebSocket | undefined;

  override firstUpdated(): void {
    this.#socket = new WebSocket('wss://stage.test/ws');
    this.#socket.onopen = () => this.heard.push('open');
    this.#socket.onmessage = () => this.heard.push('news');
    void fetch('/list').then(({ status }) => this.heard.push(`list ${status}`));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#socket?.close();
  }
}
customElements.define('chatty-app', ChattyApp);

function addStory(decorators: readonly StageDecorator[]): {
  canvas: HTMLElement;
  scene: Scene;
  leave: () => void;
} {
  const canvas = addPlace();
  const context = {
    ...{ canvasElement: canvas, parameters: {}, viewMode: 'story', globals: {} },
    ...{ id: 'a-story', title: 'Stories', name: 'A story' },
  } as unknown as StoryContext;
  const leave = giveStage(context);
  onTestFinished(leave);
  const story = decorators.reduce<() => unknown>(
    (inner, decorate) => () => decorate(inner as never, context) as unknown,
    (): TemplateResult => html`<chatty-app></chatty-app>`,
  );
  render(story(), canvas);
  const { scene } = canvas.querySelector('stage-frame') as StageFrameElement;
  return { canvas, scene: scene as Scene, leave };
}

function appIn(canvas: HTMLElement): ChattyApp {
  return canvas.querySelector('chatty-app') as ChattyApp;
}
