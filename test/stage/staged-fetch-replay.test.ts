import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import type { CannedStream } from '../../src/stage/stream.js';
import { onStage, visit } from './fetch-scene.js';

test.each([0, 3])('what was recorded can be played again, %d ms away', async (latency) => {
  const stage = onStage(
    [
      {
        at: 0,
        source: 'feed',
        do: 'refuse',
        status: 503,
        headers: { 'retry-after': '1' },
        times: 1,
      },
      { at: 10, source: 'feed', do: 'event', id: 'a', data: 1 },
      { at: 20, source: 'feed', do: 'drop' },
      { at: 30, source: 'api', do: 'respond', status: 404, body: 'none', delay: 5 },
      { at: 45, source: 'api', do: 'refuse' },
    ],
    { feed: { latency }, api: { latency } },
  );
  const seen = await visit(stage);
  const again = new Stage({
    stream: JSON.parse(JSON.stringify(stage.log.toStream())) as CannedStream,
  });
  expect(await visit(again)).toEqual(seen);
  const at = (time: number): number => time + latency;
  expect(seen.slice(0, 4)).toEqual([
    ...[`503@${1 + 2 * latency}`, `end@${1 + 2 * latency}`, `200@${5 + 2 * latency}`],
    `id: a\ndata: 1\n\n@${at(10)}`,
  ]);
});

test('msw handlers answer what nobody else does', async () => {
  const stage = onStage([]);
  stage.msw([
    http.post('https://stage.test/echo/:id', async ({ params, request }) =>
      HttpResponse.json({ id: params['id'], body: await request.text() }, { status: 201 }),
    ),
  ]);
  const init = { method: 'POST', body: 'hello' };
  const response = stage.runtime.fetch('/echo/7', init).then((answer) => answer.json());
  const failed = stage.runtime.fetch('/else').catch((error: unknown) => error);
  await stage.advance(0);
  expect(await response).toEqual({ id: '7', body: 'hello' });
  expect(await failed).toBeInstanceOf(TypeError);
  expect(stage.errors.map(String)).toEqual([
    'Error: Failed to answer GET https://stage.test/else: none of the msw handlers does. Add one, or a source.',
  ]);
});
