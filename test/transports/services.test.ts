import { expect, test } from 'vitest';
import { lazyInstance } from '../../src/core/lazy-instance.js';
import { browserRuntime } from '../../src/transports/browser-runtime.js';
import { wsClient } from '../../src/transports/services.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';

test('a lazy instance is made once, on first use', () => {
  let made = 0;
  const client = lazyInstance(() => {
    made++;
    return new WebSocketClient();
  });
  expect(made).toBe(0);
  expect([client.state, client.isConnected(), made]).toEqual(['idle', false, 1]);
});

test('the shared client behaves as a client', () => {
  const heard: string[] = [];
  wsClient.addEventListener('outboxchange', () => heard.push('outboxchange'));
  wsClient.send('note');
  expect(wsClient).toBeInstanceOf(WebSocketClient);
  expect([heard, wsClient.connection.unsent]).toEqual([['outboxchange'], 1]);
  wsClient.disconnect();
});

test('the browser runtime works without a page', () => {
  const { page, clock } = browserRuntime;
  expect([page.hidden, page.online, page.baseUrl]).toEqual([false, true, undefined]);
  expect(() => page.on('focus', () => {})()).not.toThrow();
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
  expect(browserRuntime.uuid()).not.toBe(browserRuntime.uuid());
  expect(browserRuntime.random()).toBeLessThan(1);
});
