import '../../src/define.js';
import { expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { feedScene, NOTHING_LEFT, type FeedScene } from './feed-scene.js';

const settings = {
  'activity-feed': {},
  'connection-status': {},
  'notification-feed': {},
  'optimistic-list': {},
  'pan-live-data': { src: '/api/data' },
  'pan-sse': { src: 'https://stage.test/events' },
  'pan-websocket': { url: 'wss://stage.test/other' },
  'presence-list': {},
  'tally-lamp': {},
  'throttled-input': {},
};

const protocol = cdp() as unknown as {
  send(method: 'HeapProfiler.collectGarbage'): Promise<void>;
  send(method: 'Runtime.getHeapUsage'): Promise<{ usedSize: number }>;
};

test.for(Object.entries(settings))(
  'a thousand times of <%s> leave no memory behind',
  async (subject) => {
    const scene = feedScene();
    scene.stage.http('*', (_, respond) => respond({ body: [{ id: 1, text: 'One' }] }));
    scene.stage.sse('https://stage.test/events', (connection) => connection.open());
    scene.stage.websocket('wss://stage.test/other', (server) => server.accept());
    // What is made once, such as compiled code, is made the first time.
    await comeAndGo(subject, scene);
    const before = await usedHeap();
    await comeAndGo(subject, scene);
    const after = await usedHeap();
    expect(after / before).toBeLessThan(1.01);
    expect(scene.stage.pending).toEqual(NOTHING_LEFT);
  },
);

async function comeAndGo(
  [tag, properties]: [string, object],
  { stage, source, place }: FeedScene,
): Promise<void> {
  for (let n = 0; n < 1000; n++) {
    const element = document.createElement(tag);
    place.append(Object.assign(element, { runtime: stage.runtime, source, ...properties }));
    // Removed before its first picture, after it, and after some life.
    if (n % 3 > 0)
      await (element as unknown as { updateComplete: Promise<boolean> }).updateComplete;
    if (n % 100 === 99) await stage.advance(10);
    element.remove();
  }
  await stage.advance(0);
  // The stage remembers every connection.
  stage.log.clear();
}

async function usedHeap(): Promise<number> {
  // What a finalizer lets go is collected the next time.
  for (let n = 0; n < 3; n++) await protocol.send('HeapProfiler.collectGarbage');
  return (await protocol.send('Runtime.getHeapUsage')).usedSize;
}
