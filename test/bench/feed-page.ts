import '../../src/elements/notification-feed/notification-feed.define.js';
import { browserRuntime } from '../../src/transports/browser-runtime.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { notificationFrames } from './bench-frames.js';
import { BenchSocket } from './bench-socket.js';
import { HandwrittenFeed } from './handwritten-feed.js';
import { NaiveFeed } from './naive-feed.js';

customElements.define('handwritten-feed', HandwrittenFeed);
customElements.define('naive-feed', NaiveFeed);

const CAP = 100;
const FRAME_RATE = 60;
/** How many messages flow between two pictures: so many that every one is drawn. */
const CHUNK = CAP;

const client = new WebSocketClient('wss://bench.test/', {
  runtime: { ...browserRuntime, WebSocket: BenchSocket as unknown as typeof WebSocket },
});
let feed: HTMLElement | undefined;
let sent = 0;

const makers: Record<string, () => HTMLElement | undefined> = {
  element: () => makeElement(0),
  timed: () => makeElement(5000),
  handwritten: () => new HandwrittenFeed(client, CAP),
  naive: () => new NaiveFeed(client, CAP),
  // Messages arrive and nobody draws them: what all contenders pay alike.
  nobody: () => {
    client.on('notification', () => {});
    return undefined;
  },
};

function makeElement(duration: number): HTMLElement {
  const element = document.createElement('notification-feed');
  const placement = 'inline';
  return Object.assign(element, { cap: CAP, duration, visibleLimit: 0, placement, source: client });
}

/** Puts one contender into the page and waits for the connection. */
async function mount(name: string): Promise<void> {
  feed = makers[name]?.();
  if (feed) document.body.append(feed);
  await client.connect();
  await rest(100);
}

/**
 * Delivers `rate` messages a second for `seconds`, at 60 frames a second. The frames pace it, so that
 * everybody draws equally often, however busy the machine is.
 */
async function stream(rate: number, seconds: number): Promise<void> {
  const total = rate * seconds;
  const frames = notificationFrames(sent, total);
  const pictures = seconds * FRAME_RATE;
  let done = 0;
  for (let picture = 1; picture <= pictures; picture++) {
    await nextPicture();
    for (; done < (total * picture) / pictures; done++) deliver(frames[done] as string);
  }
  sent += total;
  await nextPicture();
}

/** Delivers `count` messages in one instant. */
async function burst(count: number): Promise<void> {
  const frames = notificationFrames(sent, count);
  await nextPicture();
  for (const frame of frames) deliver(frame);
  sent += count;
  await nextPicture();
}

/** Delivers `count` messages made on the way, so that nothing of them is kept here. */
async function flow(count: number): Promise<void> {
  for (let done = 0; done < count; done += CHUNK) {
    for (const frame of notificationFrames(sent + done, CHUNK)) deliver(frame);
    await nextPicture();
  }
  sent += count;
  // The last announcement is spoken.
  await rest(1500);
}

/** Describes the cards on display without what only templating leaves behind. */
function picture(): string {
  const list = feed?.shadowRoot?.querySelector('ol')?.cloneNode(true) as HTMLElement;
  const walker = document.createTreeWalker(list, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_TEXT);
  const spare: ChildNode[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as ChildNode;
    if (node instanceof Comment || !node.textContent?.trim()) spare.push(node);
  }
  for (const node of spare) node.remove();
  for (const time of list.querySelectorAll('time')) time.dateTime = '';
  for (const element of list.querySelectorAll('*')) sortAttributes(element);
  return list.innerHTML;
}

function sortAttributes(element: Element): void {
  const attributes = [...element.attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const attribute of attributes) element.removeAttributeNode(attribute);
  for (const attribute of attributes) element.setAttributeNode(attribute);
}

function deliver(frame: string): void {
  BenchSocket.latest?.deliver(frame);
}

function rest(duration: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration));
}

/** Waits until what has come is drawn. */
async function nextPicture(): Promise<void> {
  await new Promise(requestAnimationFrame);
  await nextTask();
}

const hops = new MessageChannel();
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    hops.port1.onmessage = () => resolve();
    hops.port2.postMessage(0);
  });
}

Object.assign(globalThis, { bench: { mount, stream, burst, flow, picture } });
