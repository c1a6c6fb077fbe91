import '../../src/elements/activity-feed/activity-feed.define.js';
import { browserRuntime } from '../../src/transports/browser-runtime.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { activityFrames, benchActivity } from './activity-frames.js';
import { BenchSocket } from './bench-socket.js';
import { HandwrittenActivity } from './handwritten-activity.js';

customElements.define('handwritten-activity', HandwrittenActivity);

const CAP = 100;
const FRAME_RATE = 60;

const runtime = { ...browserRuntime, WebSocket: BenchSocket as unknown as typeof WebSocket };
// The synthetic socket answers no pings, and a run lasts longer than their patience.
const client = new WebSocketClient('wss://bench.test/', { runtime, heartbeatInterval: 0 });
let feed: HTMLElement | undefined;
let sent = 0;

const makers: Record<string, () => HTMLElement | undefined> = {
  element: () => makeElement({ cap: CAP, src: '' }),
  ungrouped: () => makeElement({ cap: CAP, src: '', grouping: false }),
  handwritten: () => new HandwrittenActivity(client, CAP),
  // Messages arrive and nobody draws them: what all contenders pay alike.
  nobody: () => {
    client.on('activity', () => {});
    return undefined;
  },
};

function makeElement(properties: object): HTMLElement {
  return Object.assign(document.createElement('activity-feed'), { source: client, ...properties });
}

/** Puts one contender into the page and waits for the connection. */
async function mount(name: string): Promise<void> {
  feed = makers[name]?.();
  if (feed) document.body.append(feed);
  await client.connect();
  await rest(100);
}

/** Delivers `rate` messages a second for `seconds`, at 60 frames a second, paced by the frames. */
async function stream(rate: number, seconds: number): Promise<void> {
  const pictures = seconds * FRAME_RATE;
  let done = 0;
  for (let picture = 1; picture <= pictures; picture++) {
    await nextPicture();
    const due = Math.floor((rate * seconds * picture) / pictures);
    for (const frame of activityFrames(sent + done, due - done)) BenchSocket.latest?.deliver(frame);
    done = due;
  }
  sent += done;
  await nextPicture();
}

/** Streams, and notes how long the longest task was, in ms by the clock: 0 if none took over 50. */
async function longestTask(rate: number, seconds: number): Promise<void> {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ entryTypes: ['longtask'] });
  await stream(rate, seconds);
  await rest(100);
  observer.disconnect();
  Object.assign(bench, { longest });
}

/** Counts all nodes of the contender, comments and texts included. */
function nodes(): number {
  const walker = document.createTreeWalker(feed!.shadowRoot!, NodeFilter.SHOW_ALL);
  let count = 0;
  while (walker.nextNode()) count++;
  return count;
}

/** Puts a contender with a history into the page. */
async function mountHistory(name: string, count: number): Promise<void> {
  const now = Date.now();
  const list = Array.from({ length: count }, (_, index) =>
    benchActivity(count - index, now - index * 1000),
  );
  if (name === 'handwritten') {
    const rival = new HandwrittenActivity(client, count);
    document.body.append((feed = rival));
    rival.showWindow(list);
  } else {
    const body = JSON.stringify(list);
    const answer = { ...runtime, fetch: () => Promise.resolve(new Response(body)) };
    feed = makeElement({ source: undefined, runtime: answer, cap: count, limit: count });
    document.body.append(feed);
  }
  await rest(1500);
}

/** Scrolls `step` pixels per frame, and tells how long the frames took, in ms. */
async function scroll(step: number, frames: number): Promise<{ rate: number; worst: number }> {
  const scroller = feed!.shadowRoot!.querySelector('.scroll')!;
  const intervals: number[] = [];
  let last = await nextFrame();
  for (let frame = 0; frame < frames; frame++) {
    scroller.scrollTop += step;
    const now = await nextFrame();
    intervals.push(now - last);
    last = now;
  }
  const sum = intervals.reduce((total, interval) => total + interval, 0);
  return { rate: (frames * 1000) / sum, worst: Math.max(...intervals) };
}

/** Describes the rows on display without what only templating leaves behind. */
function picture(): string {
  const list = feed?.shadowRoot?.querySelector('.feed')?.cloneNode(true) as HTMLElement;
  const walker = document.createTreeWalker(list, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_TEXT);
  const spare: ChildNode[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as ChildNode;
    if (node instanceof Comment || !node.textContent?.trim()) spare.push(node);
  }
  for (const node of spare) node.remove();
  for (const time of list.querySelectorAll('time')) time.dateTime = '';
  for (const element of list.querySelectorAll('*')) sortAttributes(element);
  return list.innerHTML.replace(/row-\d+(?=["-])/g, 'row-n');
}

function sortAttributes(element: Element): void {
  const attributes = [...element.attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const attribute of attributes) element.removeAttributeNode(attribute);
  for (const attribute of attributes) element.setAttributeNode(attribute);
}

function rest(duration: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration));
}

function nextFrame(): Promise<number> {
  return new Promise(requestAnimationFrame);
}

const hops = new MessageChannel();

/** Waits until what has come is drawn. */
async function nextPicture(): Promise<void> {
  await nextFrame();
  await new Promise<void>((resolve) => {
    hops.port1.onmessage = () => resolve();
    hops.port2.postMessage(0);
  });
}

const bench = { mount, mountHistory, stream, longestTask, nodes, scroll, picture };
Object.assign(globalThis, { bench });
