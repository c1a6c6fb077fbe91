import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { innerInput, type } from '../../stories/input-parts.js';
import { part, text } from '../../stories/scene-parts.js';
import { focused } from './feed-scene.js';
import { inForm, inputScene } from './input-scene.js';

test('a required field without a value holds the form, says why and takes the focus', async () => {
  const { stage, form, input } = await inForm({ required: true, name: 'ship' });
  const submitted: string[] = [];
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submitted.push(input.value);
  });
  expect([form.checkValidity(), input.validity.valueMissing]).toEqual([false, true]);
  form.requestSubmit();
  await stage.advance(0);
  expect(focused()).toBe(innerInput(input));
  expect(text(part(input, 'error'))).toBe(input.validationMessage);
  expect(innerInput(input).ariaInvalid).toBe('true');
  await userEvent.keyboard('Kiel{Enter}');
  await stage.advance(0);
  expect([submitted, part(input, 'error'), innerInput(input).ariaInvalid]).toEqual([
    ['Kiel'],
    null,
    'false',
  ]);
});

test('constraints hold before the first picture, and change at once', async () => {
  const { place } = inputScene();
  const input = document.createElement('throttled-input');
  input.setAttribute('pattern', '[a-z]+');
  place.append(input);
  input.value = '123';
  expect([input.checkValidity(), input.validity.patternMismatch]).toEqual([false, true]);
  input.value = 'abc';
  expect(input.checkValidity()).toBe(true);
  input.removeAttribute('pattern');
  input.value = '123';
  expect(input.checkValidity()).toBe(true);
  input.setCustomValidity('Taken');
  expect([input.validationMessage, input.validity.customError]).toEqual(['Taken', true]);
  input.setCustomValidity('');
  expect(input.checkValidity()).toBe(true);
});

test('who has not typed anything is not told off', async () => {
  const { stage, input } = await inForm({ required: true });
  input.focus();
  innerInput(input).blur();
  await stage.advance(0);
  expect(part(input, 'error')).toBeNull();
  type(input, 'a');
  innerInput(input).value = '';
  innerInput(input).dispatchEvent(new InputEvent('input'));
  input.focus();
  innerInput(input).blur();
  await stage.advance(0);
  expect(part(input, 'error')).not.toBeNull();
});

test('what somebody typed can be too short', async () => {
  const { stage, input } = await inForm();
  input.setAttribute('minlength', '3');
  await userEvent.click(innerInput(input));
  await userEvent.keyboard('ab');
  await stage.advance(0);
  expect([input.validity.tooShort, input.checkValidity()]).toEqual([true, false]);
  await userEvent.keyboard('c');
  await stage.advance(0);
  expect(input.checkValidity()).toBe(true);
});
