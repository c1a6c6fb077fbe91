import '../../src/elements/activity-feed/activity-feed.define.js';
import { onTestFinished } from 'vitest';
import type { ActivityFeedElement } from '../../src/elements/activity-feed/activity-feed.js';
import type { HttpAnswer } from '../../src/stage/stream.js';
import type { StagedHttpConnection } from '../../src/stage/staged-http-connection.js';
import { Stage } from '../../src/stage.js';
import { SSEClient, type SSEClientOptions } from '../../src/transports.js';
import { addPlace, parkPointer } from './feed-scene.js';

export interface ActivityPayload {
  readonly id: unknown;
  readonly [field: string]: unknown;
}

/** A stage with an event stream and a list behind HTTP, a client, and a place in the page. */
export interface ActivityScene {
  readonly stage: Stage;
  readonly source: SSEClient;
  readonly place: HTMLElement;
  /** The addresses that were asked for lists. */
  readonly asked: string[];
  /** What the server answers to the next requests for lists. By default an empty list. */
  answer: HttpAnswer | ((url: URL) => HttpAnswer);
  /** Whether the event stream lets nobody in. */
  refuses: boolean;
  addFeed(properties?: Partial<ActivityFeedElement>): ActivityFeedElement;
  /** Pushes an activity to whoever listens. */
  push(payload: unknown): void;
  /** Pushes activities of these ids, each of another user, and waits until that is shown. */
  come(...ids: string[]): Promise<void>;
  /** Cuts all event streams off. */
  drop(): void;
}

/** Takes the real pointer out of the way, which would hold back what is new. */
export async function activityScene(options: SSEClientOptions = {}): Promise<ActivityScene> {
  await parkPointer();
  const stage = new Stage();
  const source = new SSEClient('/api/events', {
    runtime: stage.runtime,
    reconnectDelay: () => 1000,
    ...options,
  });
  const streams = new Set<StagedHttpConnection>();
  const place = addPlace();
  const scene: ActivityScene = {
    stage,
    source,
    place,
    asked: [],
    answer: { body: [] },
    refuses: false,
    addFeed(properties) {
      const feed = document.createElement('activity-feed');
      place.append(Object.assign(feed, { runtime: stage.runtime, source, ...properties }));
      return feed;
    },
    push(payload) {
      for (const stream of streams) stream.event({ event: 'activity', data: payload });
    },
    async come(...ids) {
      for (const id of ids) scene.push(activity(id, stage.runtime.clock.now()));
      await stage.advance(20);
    },
    drop() {
      for (const stream of streams) stream.drop();
    },
  };
  stage.sse('/api/events', (stream) => {
    if (scene.refuses) return stream.refuse(503);
    stream.open();
    streams.add(stream);
    stream.onclose(() => streams.delete(stream));
  });
  stage.http('/api/activities', ({ url }, respond) => {
    scene.asked.push(url.replace('https://stage.test', ''));
    respond(typeof scene.answer === 'function' ? scene.answer(new URL(url)) : scene.answer);
  });
  onTestFinished(() => stage.dispose());
  return scene;
}

/** Makes the payload of an activity: `ada did ada`. */
export function activity(id: string, timestamp: number, more: object = {}): ActivityPayload {
  return { id, userId: id, userName: id, action: 'did', target: id, timestamp, ...more };
}

/** Makes a list as a server has it, newest first: `n` is the newest, `1` the oldest. */
export function history(count: number, now: number, step = 60_000): ActivityPayload[] {
  return Array.from({ length: count }, (_, index) =>
    activity(String(count - index), now - (index + 1) * step),
  );
}
