import { ContextProvider } from '@lit/context';
import { LitElement } from 'lit';
import { expect, test } from 'vitest';
import { runtimeContext, sourceContext } from '../../src/controllers/contexts.js';
import { badgeIn, saysBadge, titles } from '../../stories/scene-parts.js';
import { addPlace, feedScene, type FeedScene } from './feed-scene.js';
import { countListeners } from './listener-count.js';

test('an element finds a connection that wakes up after it', async () => {
  const scene = feedScene();
  const { stage, place } = scene;
  place.innerHTML = '<late-connection><notification-feed></notification-feed></late-connection>';
  const feed = place.querySelector('notification-feed')!;
  await feed.updateComplete;
  customElements.define('late-connection', connectionOf(scene));
  await stage.advance(0);
  scene.send({ id: 'a' });
  await stage.advance(0);
  expect([titles(feed), saysBadge(badgeIn(place))]).toEqual([['Info: a'], 'Connected']);
  await stage.advance(5000);
  expect(titles(feed)).toEqual([]);
});

test('a connection elsewhere in the page is none of its business', async () => {
  const scene = feedScene();
  const { stage, place } = scene;
  place.innerHTML = '<notification-feed></notification-feed><other-connection></other-connection>';
  customElements.define('other-connection', connectionOf(scene));
  await stage.advance(0);
  expect(saysBadge(badgeIn(place))).not.toBe('Connected');
  expect(scene.source.state).toBe('idle');
});

test('an element that moves out of its connection leaves it, and finds it when it is back', async () => {
  const scene = feedScene();
  const { stage, place } = scene;
  customElements.define('left-connection', connectionOf(scene));
  place.innerHTML = '<left-connection><notification-feed></notification-feed></left-connection>';
  const connection = place.firstElementChild!;
  const feed = place.querySelector('notification-feed')!;
  await stage.advance(0);
  expect(scene.source.state).toBe('open');
  place.append(feed);
  await feed.updateComplete;
  await stage.advance(0);
  expect(scene.source.state).toBe('closed');
  connection.append(feed);
  await feed.updateComplete;
  await stage.advance(0);
  expect(scene.source.state).toBe('open');
});

test('waiting for a connection leaves nothing behind', () => {
  const listeners = countListeners(document);
  const place = addPlace();
  place.innerHTML = '<connection-status></connection-status>';
  expect(listeners()).toBeGreaterThan(0);
  place.replaceChildren();
  expect(listeners()).toBe(0);
});

/** Makes an element that provides the scene's runtime and source to what is inside. */
function connectionOf({ stage, source }: FeedScene): CustomElementConstructor {
  return class extends LitElement {
    constructor() {
      super();
      new ContextProvider(this, { context: runtimeContext, initialValue: stage.runtime });
      new ContextProvider(this, { context: sourceContext, initialValue: source });
    }

    override createRenderRoot(): HTMLElement {
      return this;
    }
  };
}
