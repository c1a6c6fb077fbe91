import '../../src/elements/tally-lamp/tally-lamp.define.js';
import { expect, test } from 'vitest';
import type { LampState, TallyLampElement } from '../../src/elements/tally-lamp/tally-lamp.js';
import { addPlace } from './feed-scene.js';

test('every kind of state has a shape of its own, whatever its colour', async () => {
  const lamp = addLamp();
  const shapes = new Map<string, LampState[]>();
  const states: LampState[] = [
    'open',
    'connecting',
    'waiting',
    'idle',
    'closed',
    'failed',
    'stale',
  ];
  for (const state of states) {
    lamp.state = state;
    await lamp.updateComplete;
    const shape = lamp.shadowRoot?.querySelector('svg')?.innerHTML.replace(/<!--.*?-->/g, '') ?? '';
    expect(shape).not.toMatch(/color|#[0-9a-f]{3}|fill=|style=/);
    shapes.set(shape, [...(shapes.get(shape) ?? []), state]);
  }
  expect([...shapes.values()]).toEqual([
    ['open'],
    ['connecting', 'waiting'],
    ['idle', 'closed'],
    ['failed'],
    ['stale'],
  ]);
});

test('shows its state as an attribute, and takes it from one', async () => {
  const lamp = addLamp();
  lamp.setAttribute('state', 'failed');
  await lamp.updateComplete;
  expect(lamp.state).toBe('failed');
  lamp.state = 'open';
  await lamp.updateComplete;
  expect(lamp.getAttribute('state')).toBe('open');
});

test('is hollow for a state that it does not know, and nothing to a screen reader', async () => {
  const lamp = addLamp();
  await lamp.updateComplete;
  const hollow = lamp.shadowRoot?.innerHTML;
  lamp.setAttribute('state', 'on fire');
  await lamp.updateComplete;
  expect(lamp.shadowRoot?.innerHTML).toBe(hollow);
  expect(lamp.shadowRoot?.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
});

function addLamp(): TallyLampElement {
  const lamp = document.createElement('tally-lamp');
  addPlace().append(lamp);
  return lamp;
}
