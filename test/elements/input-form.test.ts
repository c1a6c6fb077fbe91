import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { innerInput, type } from '../../stories/input-parts.js';
import { focused } from './feed-scene.js';
import { inForm, inputScene } from './input-scene.js';

test('is a field of its form under its name', async () => {
  const { form, input } = await inForm({ name: 'ship', defaultValue: 'Aurora' });
  expect([form.elements.namedItem('ship'), input.form]).toEqual([input, form]);
  expect([...new FormData(form)]).toEqual([['ship', 'Aurora']]);
  input.value = 'Borealis';
  expect([...new FormData(form)]).toEqual([['ship', 'Borealis']]);
  input.disabled = true;
  await input.updateComplete;
  expect([...new FormData(form)]).toEqual([]);
});

test('the attribute is the value to begin with, until somebody types', async () => {
  const { input } = await inForm();
  input.setAttribute('value', 'one');
  expect(input.value).toBe('one');
  type(input, '!');
  input.setAttribute('value', 'two');
  expect(input.value).toBe('one!');
  input.form?.reset();
  expect(input.value).toBe('two');
});

test('a value that was set before the element was known is not lost', async () => {
  const { place } = inputScene();
  const input = document.createElement('throttled-input');
  Object.defineProperty(input, 'value', { value: 'x', configurable: true });
  Reflect.deleteProperty(input, 'value');
  input.value = 'early';
  place.append(input);
  await input.updateComplete;
  expect(innerInput(input).value).toBe('early');
});

test('a reset is sent, for others see the value too; one that changes nothing is not', async () => {
  const { stage, form, input, sent } = await inForm({ defaultValue: 'a' });
  form.reset();
  await stage.advance(300);
  expect(sent()).toEqual([]);
  type(input, 'b');
  await stage.advance(1000);
  form.reset();
  await stage.advance(0);
  expect(sent()).toEqual(['ab@300', 'a@1300']);
});

test('what the browser fills in is sent, what it remembers is not', async () => {
  const { stage, input, sent } = await inForm();
  input.formStateRestoreCallback('remembered', 'restore');
  await stage.advance(300);
  expect([input.value, sent()]).toEqual(['remembered', []]);
  input.formStateRestoreCallback('filled in', 'autocomplete');
  await stage.advance(300);
  expect(sent()).toEqual(['filled in@300']);
  input.formStateRestoreCallback(null, 'restore');
  expect(input.value).toBe('filled in');
});

test('a fieldset switches it off, and a label of the page names it', async () => {
  const { stage, form, input } = await inForm();
  const fieldset = document.createElement('fieldset');
  const label = document.createElement('label');
  label.append('Ship ', input);
  fieldset.append(label);
  form.append(fieldset);
  fieldset.disabled = true;
  await stage.advance(0);
  expect([innerInput(input).disabled, innerInput(input).ariaLabel]).toEqual([true, 'Ship']);
  fieldset.disabled = false;
  await stage.advance(0);
  label.click();
  expect(focused()).toBe(innerInput(input));
});

test('a change is told once the focus leaves', async () => {
  const { input } = await inForm();
  const told: string[] = [];
  input.addEventListener('change', () => told.push(input.value));
  await userEvent.click(innerInput(input));
  await userEvent.keyboard('ab');
  expect(told).toEqual([]);
  innerInput(input).blur();
  expect(told).toEqual(['ab']);
});
