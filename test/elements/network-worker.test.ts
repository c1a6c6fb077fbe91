import { setupWorker } from 'msw/browser';
import { http, HttpResponse } from 'msw';
import { expect, onTestFinished, test } from 'vitest';
import { MswNetwork, type MswOptions } from '../../src/stage/network/msw-network.js';
import { Stage } from '../../src/stage.js';
import { moving } from './network-scene.js';

const list = 'https://stage.test/list';

test('says what to do about a service worker that is not there, and begins once it is', async () => {
  const original = window.WebSocket;
  const nowhere = networkOf({ workerUrl: 'nowhere/worker.js' });
  await expect(nowhere.network.begin()).rejects.toMatchObject({
    code: 'no-worker',
    message:
      "Failed to start msw's service worker: nowhere/worker.js does not give it. " +
      'Run `npx msw init <folder>` for a static folder, or name its place as `workerUrl`.',
    cause: expect.any(Error) as unknown,
  });
  expect(window.WebSocket).toBe(original);
  const { stage, network } = networkOf();
  await network.begin();
  expect(await (await moving(stage, fetch(list))).text()).toBe('staged');
});

test("works beside the handlers of the page's own worker", async () => {
  const own = setupWorker(http.get('https://own.test/', () => HttpResponse.text('own')));
  await own.start({ quiet: true, onUnhandledRequest: 'bypass' });
  onTestFinished(() => own.stop());
  for (const again of ['once', 'and once more']) {
    const { stage, network } = networkOf({ worker: own });
    await network.begin();
    expect(await (await moving(stage, fetch(list))).text(), again).toBe('staged');
    expect(await (await fetch('https://own.test/')).text(), again).toBe('own');
    network.end();
    // As msw's addon for Storybook does after each story.
    own.resetHandlers();
  }
});

function networkOf(options?: MswOptions): { stage: Stage; network: MswNetwork } {
  const stage = new Stage();
  stage.http(list, (_, respond) => respond({ body: 'staged' }));
  const network = new MswNetwork(stage, [list], options);
  onTestFinished(() => {
    network.end();
    stage.dispose();
  });
  return { stage, network };
}
