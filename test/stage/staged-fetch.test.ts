import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';

test('answers with what the far end responds, in virtual time', async () => {
  const stage = new Stage();
  stage.http('/api/items', ({ method, url, body }, respond) => {
    respond({ status: 201, body: { method, url, body }, delay: 250 });
  });
  const heard: unknown[] = [];
  const ask = async (): Promise<void> => {
    const init = { method: 'POST', body: 'new' };
    const response = await stage.runtime.fetch('/api/items?x=1', init);
    heard.push(response.status, response.url, response.headers.get('content-type'));
    heard.push(await response.json());
  };
  void ask();
  await stage.advance(249);
  expect(heard).toEqual([]);
  await stage.advance(1);
  const url = 'https://stage.test/api/items?x=1';
  expect(heard).toEqual([201, url, 'application/json', { method: 'POST', url, body: 'new' }]);
  expect(stage.pending.sockets).toBe(0);
});

test.each([
  ['a form', () => new URLSearchParams({ a: '1 2' }), 'a=1+2'],
  ['bytes', () => new TextEncoder().encode('grüße'), 'grüße'],
  ['a blob', () => new Blob(['blob']), 'blob'],
  ['a stream', () => new Response('streamed').body, 'streamed'],
] as const)('hands %s to the far end before virtual time goes on', async (_, make, text) => {
  const stage = new Stage();
  const bodies: string[] = [];
  stage.http('/form', ({ body }, respond) => {
    bodies.push(`${body}@${stage.now}`);
    respond();
  });
  void stage.runtime.fetch('/form', { method: 'POST', body: make() as BodyInit });
  await stage.advance(0);
  expect(bodies).toEqual([`${text}@0`]);
});

test('takes requests, and far ends by method, query and the asterisk', async () => {
  const stage = new Stage();
  const answer = (name: string) => (_: unknown, respond: (answer: object) => void) =>
    respond({ body: name });
  stage.http('*', answer('any'));
  stage.http('/a', answer('get'), { method: 'GET' });
  stage.http('/a', answer('put'), { method: 'PUT' });
  stage.http('/a?b', answer('exact'), { method: 'GET' });
  const said: string[] = [];
  const ask = async (input: string | Request): Promise<void> => {
    said.push(await (await stage.runtime.fetch(input)).text());
  };
  void ask('/a').then(() => ask('/a?b'));
  await stage.advance(0);
  void ask(new Request('https://stage.test/a', { method: 'PUT' }));
  await stage.advance(0);
  void ask(new Request('https://stage.test/a', { method: 'DELETE' }));
  await stage.advance(0);
  expect(said).toEqual(['get', 'exact', 'put', 'any']);
});

test('a network error rejects as the platform does', async () => {
  const stage = new Stage();
  stage.http('/gone', (_, respond) => respond.drop());
  const failed = stage.runtime.fetch('/gone').catch((error: unknown) => error);
  await stage.advance(0);
  expect(await failed).toBeInstanceOf(TypeError);
  expect(stage.errors).toEqual([]);
});

test('nobody behind an address is a network error and a report that names the others', async () => {
  const stage = new Stage();
  stage.http('/api', () => {});
  const failed = stage.runtime.fetch('/apy').catch((error: unknown) => error);
  await stage.advance(0);
  expect(await failed).toBeInstanceOf(TypeError);
  expect(String(stage.errors[0])).toContain(
    'Failed to connect to https://stage.test/apy: nobody on this stage answers there. ' +
      'Use one of: https://stage.test/api.',
  );
});

test.each([
  [
    'throws',
    () => {
      throw new Error('broken');
    },
  ],
  ['rejects', () => Promise.reject(new Error('broken'))],
] as const)('a far end that %s is reported and fails the request', async (_, farEnd) => {
  const stage = new Stage();
  stage.http('/api', farEnd);
  const failed = stage.runtime.fetch('/api').catch((error: unknown) => error);
  await stage.advance(0);
  expect(await failed).toBeInstanceOf(TypeError);
  expect(stage.errors.map(String)).toEqual(['Error: broken']);
});

test('two stages never see each other, and a disposed one forgets its requests', async () => {
  const [one, two] = [new Stage(), new Stage()];
  one.http('/api', (_, respond) => respond({ body: 'one' }));
  two.http('/api', (_, respond) => respond({ body: 'two' }));
  const answer = two.runtime.fetch('/api').then((response) => response.text());
  await Promise.all([one.advance(0), two.advance(0)]);
  expect(await answer).toBe('two');
  void one.runtime.fetch('/api');
  expect(one.pending.sockets).toBe(1);
  one.dispose();
  expect(one.pending.sockets).toBe(0);
});

test('storage belongs to one stage', () => {
  const [{ storage }, other] = [new Stage().runtime, new Stage().runtime.storage];
  storage?.setItem('key', 'value');
  expect([storage?.getItem('key'), other?.getItem('key')]).toEqual(['value', null]);
  storage?.removeItem('key');
  expect(storage?.getItem('key')).toBeNull();
});

test.each([null, 'text/plain'])('a Response keeps the content type it has: %s', async (type) => {
  const stage = new Stage();
  stage.http('/as-it-is', (_, respond) =>
    respond(new Response(new Uint8Array([1]), type ? { headers: { 'content-type': type } } : {})),
  );
  const answer = stage.runtime.fetch('/as-it-is');
  await stage.advance(0);
  expect((await answer).headers.get('content-type')).toBe(type);
});
