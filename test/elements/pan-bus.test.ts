import { expect, onTestFinished, test } from 'vitest';
import { countListeners } from './listener-count.js';
import { socketScene, openSocket } from './pan-scene.js';

interface Said {
  readonly verb: string;
  readonly detail: Record<string, unknown>;
  readonly from: EventTarget | null;
}

const COMMANDS = ['ws.connect', 'ws.disconnect', 'ws.send'];

test('greets the bus, then subscribes to its commands and to what may leave', async () => {
  const said = overhear();
  const scene = socketScene();
  const element = scene.add({ 'outbound-topics': 'a b' });
  await scene.stage.advance(0);
  const clientId = said[0]?.detail['id'];
  expect(clientId).toMatch(/^pan-websocket-./);
  expect(said).toEqual([
    { verb: 'hello', detail: { id: clientId, caps: ['websocket'] }, from: element },
    subscribe(COMMANDS),
    subscribe(['a', 'b']),
  ]);

  function subscribe(topics: readonly string[]): Said {
    return {
      verb: 'subscribe',
      detail: { clientId, topics, options: { retained: false } },
      from: element,
    };
  }
});

test('two elements are two clients', async () => {
  const scene = socketScene();
  scene.add();
  scene.add({ url: '/other' });
  await scene.stage.advance(0);
  const ids = scene.bus.subscriptions.map((line) => line.split(' ')[0]);
  expect(new Set(ids).size).toBe(2);
});

test('waits for a bus that comes late, and tells it what it is to keep', async () => {
  const said = overhear();
  const scene = socketScene({ bus: false });
  scene.add({ 'outbound-topics': 'a' });
  await scene.stage.advance(0);
  expect(said).toEqual([]);
  const before = scene.published.length;
  scene.place.append(scene.bus);
  expect(said.map(({ verb }) => verb)).toEqual(['hello', 'subscribe']);
  expect(scene.published.slice(before)).toMatchObject([
    { topic: 'ws.state', data: { state: 'open' }, retain: true },
  ]);
  scene.publish('a', 1);
  await scene.stage.advance(0);
  expect(scene.received).toMatchObject([{ topic: 'a', data: 1 }]);
});

test('a bus that says twice that it is there, or begins again, delivers once', async () => {
  const scene = await openSocket({ 'outbound-topics': 'a' });
  const before = scene.bus.subscriptions;
  scene.bus.announce();
  scene.bus.announce();
  expect(scene.bus.subscriptions).toEqual(before);
  scene.bus.remove();
  scene.place.append(scene.bus);
  expect(scene.bus.subscriptions).toEqual(before);
  scene.publish('a', 1);
  await scene.stage.advance(0);
  expect(scene.received).toHaveLength(1);
});

test('follows new patterns without ending the others', async () => {
  const said = overhear();
  const scene = await openSocket({ 'outbound-topics': 'a b' });
  said.length = 0;
  scene.element.outboundTopics = 'b c';
  await scene.stage.advance(0);
  expect(said.map(({ verb, detail }) => [verb, detail['topics']])).toEqual([
    ['unsubscribe', ['a']],
    ['subscribe', ['c']],
  ]);
  scene.publish('a', 1);
  scene.publish('c', 2);
  await scene.stage.advance(0);
  expect(scene.received).toMatchObject([{ topic: 'c', data: 2 }]);
});

test('asks for nothing twice, so that no bus delivers it twice', async () => {
  const scene = await openSocket({ 'outbound-topics': 'a.b * a.*' });
  expect(scene.bus.subscriptions.map((line) => line.split(' ')[1])).toEqual(['*']);
});

test('follows a new name', async () => {
  const scene = await openSocket();
  scene.element.name = 'left';
  await scene.stage.advance(0);
  scene.publish('ws.disconnect');
  expect(scene.element.state).toBe('open');
  scene.publish('left.ws.disconnect');
  expect(scene.element.state).toBe('closed');
});

test('says goodbye through the document, where a removed element is still heard', async () => {
  const said = overhear();
  const scene = await openSocket({ 'outbound-topics': 'a' });
  const clientId = said[0]?.detail['id'];
  said.length = 0;
  const listeners = countListeners(document, scene.element);
  scene.element.remove();
  expect(said).toEqual([
    { verb: 'unsubscribe', detail: { clientId, topics: [...COMMANDS, 'a'] }, from: document },
  ]);
  scene.bus.announce();
  deliver(scene.element, { topic: 'ws.connect' });
  await scene.stage.advance(1000);
  expect([said.length, listeners()]).toEqual([1, 0]);
});

/** Gathers what is said to a bus besides messages. */
function overhear(): Said[] {
  const said: Said[] = [];
  const listening = new AbortController();
  for (const verb of ['hello', 'subscribe', 'unsubscribe']) {
    const listener = (event: Event): void =>
      void said.push({ verb, detail: (event as CustomEvent).detail as never, from: event.target });
    document.addEventListener(`pan:${verb}`, listener, { signal: listening.signal });
  }
  onTestFinished(() => listening.abort());
  return said;
}

function deliver(target: EventTarget, detail: unknown): void {
  target.dispatchEvent(new CustomEvent('pan:deliver', { detail, bubbles: true, composed: true }));
}
