import { expect, expectTypeOf, test } from 'vitest';
import type { WireMessage } from '../../src/core/envelope.js';
import type { MessageSource } from '../../src/core/message-source.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';

interface Note {
  readonly text: string;
}

// An interface has no index signature, a type alias has an implicit one: both describe messages.
interface ByInterface {
  note: Note;
  count: number;
}
type ByAlias = { note: Note; count: number };

test.each(['an interface', 'an alias'])('knows the payloads by %s', (how) => {
  const client =
    how === 'an interface' ? new WebSocketClient<ByInterface>() : new WebSocketClient<ByAlias>();
  client.on('note', (payload) => expectTypeOf(payload).toEqualTypeOf<Note>());
  client.on('*', (message) => expectTypeOf(message).toEqualTypeOf<WireMessage>());
  client.on('disconnected', ({ code }) => expectTypeOf(code).toEqualTypeOf<number>());
  expectTypeOf(() => client.messages('count')).returns.toExtend<
    AsyncIterable<WireMessage<number>>
  >();
  expectTypeOf(client).toExtend<MessageSource>();
  // @ts-expect-error There is no such message.
  client.on('nothing', () => {});
  // @ts-expect-error A note is no number.
  client.send('note', 7);
  expect(client.state).toBe('idle');
});

test('takes every type and payload where none are described', () => {
  const client = new WebSocketClient();
  client.on('anything', (payload) => expectTypeOf(payload).toEqualTypeOf<unknown>());
  expectTypeOf(() => client.messages()).returns.toExtend<AsyncIterable<WireMessage>>();
  expectTypeOf(client).toExtend<MessageSource>();
  expect(client.send('anything', { at: 'all' }).fate).toBe('queued');
});

test('describes messages by an object only', () => {
  // @ts-expect-error A string describes no messages.
  expect(new WebSocketClient<string>().state).toBe('idle');
});
