import '../../src/elements/notification-feed/notification-feed.define.js';
import { html, render } from 'lit';
import { expect, onTestFinished, test } from 'vitest';
import { feedIn, titles } from '../../stories/scene-parts.js';
import type { Scene } from '../../src/storybook/scene.js';
import type { StageFrameElement } from '../../src/storybook/stage-frame.js';
import { giveStage } from '../../src/storybook/story-stage.js';
import { withProgram } from '../../src/storybook/with-program.js';
import { withStage } from '../../src/storybook/with-stage.js';
import { withWebSocket } from '../../src/storybook/with-websocket.js';
import type { CannedStream, Stage } from '../../src/stage.js';
import { addPlace } from './feed-scene.js';

type StoryContext = Parameters<typeof giveStage>[0];

const url = 'wss://stage.test/ws';

test('two frames at once do not touch each other', async () => {
  const one = await addStory([withWebSocket(saying('one', 100))]);
  const other = await addStory([withWebSocket(saying('other', 200))]);
  await one.scene.stage.advance(250);
  expect([titles(one.feed), titles(other.feed)]).toEqual([['Info: one'], []]);
  await other.scene.stage.advance(250);
  expect([titles(one.feed), titles(other.feed)]).toEqual([['Info: one'], ['Info: other']]);
  one.leave();
  await other.scene.stage.advance(5000);
  expect(titles(other.feed)).toEqual([]);
  expect(other.scene.stage.pending.sockets).toBe(1);
});

test('two decorators on one story make one frame and one stage', async () => {
  const { scene, feed, canvas } = await addStory([
    withWebSocket(saying('inner', 100)),
    withStage({ name: 'page', cues: [{ at: 50, source: 'page', do: 'offline' }] }),
  ]);
  expect(canvas.querySelectorAll('stage-frame')).toHaveLength(1);
  expect(canvas.querySelectorAll('[data-story]')).toHaveLength(1);
  await scene.stage.advance(100);
  expect(scene.stage.page.online).toBe(false);
  expect(titles(feed)).toEqual(['Info: inner']);
});

test('a story that renders again neither plays twice nor connects twice', async () => {
  const { scene, feed, canvas, story } = await addStory([withWebSocket(saying('once', 100))]);
  render(story(), canvas);
  await scene.stage.advance(100);
  expect(feedIn(canvas)).toBe(feed);
  expect(titles(feed)).toEqual(['Info: once']);
  expect(scene.stage.log.entries.filter(({ kind }) => kind === 'connect')).toHaveLength(1);
});

test('a restart begins again from the same script and seed, with new elements', async () => {
  const { scene, feed, canvas } = await addStory([withWebSocket(faulty)], 42);
  scene.stage.speed = 4;
  await scene.stage.advance(3000);
  const before = [scene.stage.log.entries, scene.stage.runtime.random(), titles(feed)];
  const old = scene.stage;
  scene.restart();
  await scene.stage.advance(3000);
  expect(old.pending).toEqual({ timers: 0, frames: 0, sockets: 0, listeners: 0 });
  expect(feedIn(canvas)).not.toBe(feed);
  expect(titles(feed)).toEqual(before[2]);
  expect([scene.stage.log.entries, scene.stage.runtime.random(), titles(feedIn(canvas))]).toEqual(
    before,
  );
  expect(scene.stage.speed).toBe(4);
});

test('a program furnishes the stage once, and again after a restart', async () => {
  const furnished: Stage[] = [];
  const program = withProgram((stage) => furnished.push(stage));
  const { scene, canvas, story } = await addStory([withWebSocket(saying('a', 1)), program]);
  render(story(), canvas);
  const first = scene.stage;
  expect(furnished).toEqual([first]);
  scene.restart();
  expect(furnished).toEqual([first, scene.stage]);
});

test('leaving a story disposes of its stage', async () => {
  const { scene, leave } = await addStory([withWebSocket(saying('left', 100))]);
  await scene.stage.advance(50);
  leave();
  expect(scene.stage.pending).toEqual({ timers: 0, frames: 0, sockets: 0, listeners: 0 });
  await expect(scene.stage.advance(1)).rejects.toMatchObject({ code: 'disposed' });
});

test('names the stream that declares no socket, and what to do', async () => {
  await expect(addStory([withWebSocket({ name: 'silent', cues: [] })])).rejects.toThrow(
    'Failed to put a story on stream "silent": it declares no source of kind "websocket". ' +
      'Add one, or use withStage.',
  );
});

const faulty: CannedStream = {
  ...saying('{{n}}', 100),
  cues: [
    {
      at: 100,
      source: 'feed',
      do: 'message',
      type: 'notification',
      payload: { id: '{{n}}', title: 'Row {{n}}' },
      repeat: { times: 30, every: 50 },
    },
  ],
  faults: { feed: { latency: 20, jitter: 200, loss: 0.3, duplicate: 0.2, reorder: 0.3 } },
};

function saying(title: string, at: number): CannedStream {
  const payload = { id: title, title };
  return {
    name: title,
    sources: { feed: { kind: 'websocket', url } },
    cues: [{ at, source: 'feed', do: 'message', type: 'notification', payload }],
  };
}

/** Does what Storybook does with a story: gives it a stage, decorates it, renders it. */
async function addStory(decorators: readonly ReturnType<typeof withStage>[], seed = 1) {
  const canvas = addPlace();
  const context = {
    canvasElement: canvas,
    parameters: { stage: { seed } },
    viewMode: 'story',
    id: 'a-story',
    title: 'Stories',
    name: 'A story',
    globals: {},
  } as unknown as StoryContext;
  const leave = giveStage(context);
  onTestFinished(leave);
  const content = (): unknown =>
    html`<notification-feed placement="inline" visible-limit="0"></notification-feed>`;
  const story = decorators.reduce<() => unknown>(
    (inner, decorate) => () => decorate(inner as never, context) as unknown,
    content,
  );
  render(story(), canvas);
  const frame = canvas.querySelector('stage-frame') as StageFrameElement;
  await frame.updateComplete;
  const scene = frame.scene as Scene;
  expect(context.stage).toBe(scene.stage);
  return { canvas, context, story, leave, scene, feed: feedIn(canvas) };
}
