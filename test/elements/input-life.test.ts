import { expect, test } from 'vitest';
import { compose, innerInput, type, write } from '../../stories/input-parts.js';
import { connections, NOTHING_LEFT } from './feed-scene.js';
import { inputScene } from './input-scene.js';
import { countListeners } from './listener-count.js';

test('nothing is left after a thousand fields', async () => {
  const { stage, source, place } = inputScene();
  const listeners = countListeners(window, document, document.documentElement, document.body);
  for (let n = 0; n < 1000; n++) {
    const input = document.createElement('throttled-input');
    place.append(Object.assign(input, { runtime: stage.runtime, source }));
    if (n % 3 > 0) await input.updateComplete;
    if (n % 3 > 1) type(input, 'ab');
    if (n % 100 === 99) await stage.advance(10);
    input.remove();
  }
  await stage.advance(100);
  expect(stage.pending).toEqual(NOTHING_LEFT);
  expect([listeners(), stage.errors]).toEqual([0, []]);
});

test('a field that is moved keeps its value, its state and its connection', async () => {
  const scene = inputScene();
  const { stage, place, addInput, sent } = scene;
  const input = await addInput({ label: 'Ship', status: 'always' });
  type(input, 'abc');
  await stage.advance(300);
  const before = input.shadowRoot?.textContent;
  const parent = document.createElement('section');
  place.prepend(parent);
  parent.append(input);
  await stage.advance(0);
  expect(input.shadowRoot?.textContent).toBe(before);
  expect([input.value, sent(), connections(scene)]).toEqual(['abc', ['a@0', 'abc@300'], 1]);
  type(input, 'd');
  await stage.advance(300);
  expect([sent().at(-1), connections(scene)]).toEqual(['abcd@300', 1]);
});

test('a pace that changes sends what was held back by the old one', async () => {
  const { stage, addInput, sent } = inputScene();
  const input = await addInput({ pace: 'debounce', delay: 5000 });
  type(input, 'a');
  input.delay = 100;
  await stage.advance(0);
  expect(sent()).toEqual(['a@0']);
  type(input, 'b');
  await stage.advance(99);
  expect(sent()).toHaveLength(1);
  await stage.advance(1);
  expect(sent()).toEqual(['a@0', 'ab@100']);
});

test('hours of typing without a connection leave room in the outbox for others', async () => {
  const { stage, source, servers, addInput, sent } = inputScene();
  const input = await addInput();
  source.send('precious', {});
  await stage.advance(0);
  stage.websocket('wss://stage.test/ws', (server) => server.refuse());
  servers[0]?.drop();
  await stage.advance(0);
  source.send('precious', {});
  for (let n = 0; n < 500; n++) {
    write(input, `v${n}`);
    await stage.advance(300);
  }
  expect(source.connection.unsent).toBe(2);
  stage.websocket('wss://stage.test/ws', (server) => server.accept());
  await stage.advance(3000);
  expect(sent().map((line) => line.split('@')[0])).toEqual(['v0', 'v499']);
});

test('the caret stays where it is while values come and go', async () => {
  const { stage, addInput } = inputScene();
  const input = await addInput({ defaultValue: 'abcdef' });
  innerInput(input).setSelectionRange(2, 3);
  input.label = 'New';
  input.value = 'abcdef';
  await stage.advance(0);
  expect([innerInput(input).selectionStart, innerInput(input).selectionEnd]).toEqual([2, 3]);
  compose(input, 'start');
  write(input, 'abcdefg', true);
  input.label = 'Newer';
  await stage.advance(0);
  expect(innerInput(input).value).toBe('abcdefg');
});

test.each<[string, string]>([
  ['markup', '<img src=x onerror="alert(1)">'],
  ['a direction override', '\u202Egpj.exe'],
  ['an unpaired surrogate', '\uD83D'],
  ['a prototype', '__proto__'],
  ['a megabyte', 'x'.repeat(2 ** 20)],
])('%s is a value, a label, a name and a placeholder like any other', async (_, value) => {
  const { stage, addInput, sent } = inputScene();
  const input = await addInput({ label: value, name: value, placeholder: value });
  write(input, value);
  await stage.advance(0);
  expect(sent()).toHaveLength(1);
  expect(input.shadowRoot?.querySelector('img')).toBeNull();
  expect(input.offsetWidth).toBeLessThanOrEqual(document.body.clientWidth);
  for (const { name } of [...input.shadowRoot!.querySelectorAll('*')].flatMap((element) => [
    ...element.attributes,
  ])) {
    expect(name).not.toMatch(/^(style|on.*)$/);
  }
});

test('what is no text becomes one', async () => {
  const { addInput } = inputScene();
  const input = await addInput();
  for (const [value, text] of [
    [null, ''],
    [undefined, ''],
    [7, '7'],
    [{}, '[object Object]'],
  ] as const) {
    input.value = value as string;
    expect(input.value).toBe(text);
  }
});
