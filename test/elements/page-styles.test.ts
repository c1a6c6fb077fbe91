import '../../src/define.js';
import { expect, onTestFinished, test } from 'vitest';
import { need } from '../../stories/scene-parts.js';
import { addPlace, feedScene } from './feed-scene.js';

test.for(['inherit', 'content-box', 'border-box'])(
  'elements keep their measures in a page where everything has box-sizing: %s',
  async (boxSizing) => {
    const { stage, source, place, send } = feedScene();
    const plain = await measure(place);
    const style = document.createElement('style');
    style.textContent = `* { box-sizing: ${boxSizing} }`;
    document.head.append(style);
    onTestFinished(() => style.remove());
    expect(await measure(addPlace())).toEqual(plain);

    async function measure(into: HTMLElement): Promise<number[]> {
      const connection = document.createElement('pan-websocket');
      const settings = { runtime: stage.runtime, source };
      const input = Object.assign(document.createElement('throttled-input'), settings);
      const feed = Object.assign(document.createElement('notification-feed'), settings, {
        placement: 'inline',
        duration: 0,
      });
      connection.append(input, feed);
      into.append(connection);
      await stage.advance(0);
      send({ id: 'a' });
      await stage.advance(0);
      const parts = [need(input, 'input'), need(feed, 'card'), need(feed, 'dismiss')];
      return parts.map((part) => part.offsetHeight);
    }
  },
);
