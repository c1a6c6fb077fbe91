import { expect, test } from 'vitest';
import { failure } from '../../src/core/failure.js';
import { createInFlight } from '../../src/core/in-flight.js';
import { trackMessage, type TrackedMessage } from '../../src/core/sent-message.js';

test('pongs answer pings in their order', () => {
  const { inFlight, send } = link();
  inFlight.asked();
  inFlight.asked();
  inFlight.answered();
  const message = send();
  inFlight.asked();
  inFlight.answered();
  expect(message.fate).toBe('sending');
  inFlight.answered();
  expect(message.fate).toBe('delivered');
});

test('while a ping is followed, later messages wait for the next one', () => {
  const { inFlight, send } = link();
  const first = send();
  inFlight.asked();
  const second = send();
  inFlight.asked();
  inFlight.answered();
  expect([first.fate, second.fate]).toEqual(['delivered', 'sending']);
  inFlight.answered();
  inFlight.asked();
  inFlight.answered();
  expect(second.fate).toBe('delivered');
});

test('pongs that nobody asked for prove nothing', () => {
  const { inFlight, send } = link();
  inFlight.answered();
  const message = send();
  inFlight.answered();
  inFlight.asked();
  expect(message.fate).toBe('sending');
});

test('what is not known to be delivered fails together, each with its promise', async () => {
  const { inFlight, send } = link();
  const safe = send();
  inFlight.asked();
  inFlight.answered();
  const [early, late] = [send(), send()];
  const settled = early.settled;
  const lost = failure('send', 'connection-lost');
  inFlight.fail(lost);
  expect([safe.fate, early.fate, late.error]).toEqual(['delivered', 'failed', lost]);
  expect([await settled, await late.settled]).toEqual(['failed', 'failed']);
  expect(early.settled).toBe(settled);
});

function link() {
  const inFlight = createInFlight('sending');
  const send = (): TrackedMessage => {
    const message = trackMessage('1', 'note', '{}');
    inFlight.add(message);
    return message;
  };
  return { inFlight, send };
}
