import { expect, test } from 'vitest';
import { type } from '../../stories/input-parts.js';
import { part, text } from '../../stories/scene-parts.js';
import { inputScene } from './input-scene.js';

test.each(['hide', 'freeze', 'pagehide'] as const)(
  'a page that goes (%s) takes nothing along',
  async (way) => {
    const { stage, addInput, sent } = inputScene();
    const input = await addInput({ delay: 5000 });
    type(input, 'ab');
    stage.page[way]();
    await stage.advance(0);
    expect(sent()).toEqual(['a@0', 'ab@0']);
  },
);

test('a field that is removed sends its last value, without a connection as soon as there is one', async () => {
  const { stage, source, servers, addInput, sent } = inputScene();
  const input = await addInput({ delay: 5000 });
  type(input, 'ab');
  input.remove();
  await stage.advance(100);
  expect([sent(), source.state]).toEqual([['a@0', 'ab@0'], 'closed']);
  input.value = '';
  servers.length = 0;
  stage.websocket('wss://stage.test/ws', (server) => server.refuse());
  await addInput({ delay: 5000 }).then((other) => {
    type(other, 'cd');
    other.remove();
  });
  stage.websocket('wss://stage.test/ws', (server) => server.accept());
  await stage.advance(2000);
  expect(sent().map((line) => line.split('@')[0])).toEqual(['a', 'ab', 'c', 'cd']);
  expect(source.state).toBe('closed');
});

test('says that a value is not sent, and that it is, to screen readers too', async () => {
  const { stage, servers, addInput } = inputScene();
  const input = await addInput();
  type(input, 'a');
  await stage.advance(0);
  expect([part(input, 'state'), spoken(input)]).toEqual([null, '']);
  stage.websocket('wss://stage.test/ws', (server) => server.refuse());
  servers[0]?.drop();
  type(input, 'b');
  await stage.advance(300);
  expect([text(part(input, 'state')), spoken(input)]).toEqual(['Not sent yet', 'Not sent yet']);
  stage.websocket('wss://stage.test/ws', (server) => server.accept());
  await stage.advance(2000);
  expect([part(input, 'state'), spoken(input)]).toEqual([null, 'Sent']);
});

function spoken(input: HTMLElement): string {
  return text(input.shadowRoot?.querySelector('[role=status]') ?? null);
}
