import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { compose, innerInput, type, write } from '../../stories/input-parts.js';
import { inputScene } from './input-scene.js';

test('sends at once, then at most every 300 ms, and the last value always', async () => {
  const { stage, addInput, sent } = inputScene();
  const input = await addInput();
  for (let at = 0; at < 700; at += 50) {
    type(input, 'x');
    await stage.advance(50);
  }
  await stage.advance(199);
  expect(sent().map((line) => line.replace(/x+/, (all) => String(all.length)))).toEqual([
    '1@0',
    '6@300',
    '12@600',
  ]);
  await stage.advance(1);
  expect(sent().at(-1)).toBe('xxxxxxxxxxxxxx@900');
  await stage.advance(10_000);
  expect(sent()).toHaveLength(4);
});

test('with a debounce it waits for quiet, and no longer than it may', async () => {
  const { stage, addInput, sent } = inputScene();
  const input = await addInput({ pace: 'debounce', delay: 200, maxWait: 500 });
  type(input, 'a');
  await stage.advance(199);
  expect(sent()).toEqual([]);
  await stage.advance(1);
  expect(sent()).toEqual(['a@200']);
  for (let n = 0; n < 6; n++) {
    type(input, 'b');
    await stage.advance(100);
  }
  expect(sent()).toEqual(['a@200', 'abbbbb@700']);
});

test('blur, Enter and flush send at once what is held back', async () => {
  const { stage, addInput, sent } = inputScene();
  const input = await addInput({ delay: 5000 });
  await userEvent.click(innerInput(input));
  type(input, 'ab');
  innerInput(input).blur();
  await stage.advance(0);
  expect(sent()).toEqual(['a@0', 'ab@0']);
  await userEvent.click(innerInput(input));
  await userEvent.keyboard('c{Enter}');
  await stage.advance(0);
  expect(sent().at(-1)).toBe('abc@0');
  type(input, 'd');
  input.flush();
  await stage.advance(0);
  expect(sent().at(-1)).toBe('abcd@0');
});

test('what an input method composes is shown, and sent when it is done', async () => {
  const { stage, addInput, sent } = inputScene();
  const input = await addInput();
  compose(input, 'start');
  write(input, 'に', true);
  write(input, 'にほ', true);
  await stage.advance(1000);
  expect([sent(), input.value]).toEqual([[], 'にほ']);
  write(input, '日本', true);
  compose(input, 'end');
  await stage.advance(0);
  expect(sent()).toEqual(['日本@1000']);
  compose(input, 'start');
  write(input, '日本ご', true);
  input.remove();
  await stage.advance(0);
  expect(sent().at(-1)).toBe('日本ご@1000');
});

test('a value that is set is shown and not sent; one that comes back is not sent again', async () => {
  const { stage, addInput, sent } = inputScene();
  const input = await addInput();
  input.value = 'set';
  await stage.advance(1000);
  expect([innerInput(input).value, sent()]).toEqual(['set', []]);
  write(input, 'a');
  await stage.advance(1000);
  write(input, 'ab');
  write(input, 'a');
  await stage.advance(1000);
  expect(sent()).toEqual(['a@1000', 'ab@2000', 'a@2300']);
  innerInput(input).dispatchEvent(new InputEvent('input'));
  await stage.advance(1000);
  expect(sent()).toHaveLength(3);
});

test('tells the page as it tells the server, with or without one', async () => {
  const { stage, place, addInput } = inputScene();
  const told: string[] = [];
  place.addEventListener('input-update', ({ value }) => told.push(`${value}@${stage.now}`));
  const input = await addInput({ source: undefined });
  type(input, 'abc');
  await stage.advance(300);
  expect([told, input.state]).toEqual([['a@0', 'abc@300'], 'idle']);
  const { source, sent } = inputScene();
  input.source = source;
  await input.updateComplete;
  expect([input.state, sent()]).toEqual(['unsent', []]);
});

test('says by name which field it is, and under the type that is wanted', async () => {
  const { stage, addInput } = inputScene();
  type(await addInput({ name: 'ship', message: 'draft' }), 'a');
  await stage.advance(0);
  const frames = stage.log.entries.map(({ data }) => data ?? '');
  expect(frames.find((data) => data.includes('draft'))).toContain(
    '"type":"draft","payload":{"name":"ship","value":"a"}',
  );
});
