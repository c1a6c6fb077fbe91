import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { badgeIn, need, part, saysBadge, text } from '../../stories/scene-parts.js';
import type { WebSocketClientOptions } from '../../src/transports.js';
import { connections, feedScene, focused } from './feed-scene.js';

test('counts the seconds for the eye, and is silent about them to a screen reader', async () => {
  const { stage, badge, servers, status } = await setUp(0);
  servers[0]?.drop();
  const said: string[] = [];
  const shown: string[] = [];
  for (let second = 0; second < 3; second++) {
    await stage.advance(second === 0 ? 0 : 1000);
    shown.push(saysBadge(badge));
    said.push(status());
  }
  expect(shown).toEqual([3, 2, 1].map((n) => `Reconnecting in ${n} s (attempt 1 of 10)`));
  expect(new Set(said)).toEqual(new Set(['Reconnecting… (attempt 1 of 10)']));
  expect(need(badge, 'text').ariaHidden).toBe('true');
});

test('its status region is there from the first picture on, and stays the same element', async () => {
  const { stage, badge, servers } = await setUp(0);
  const region = badge.shadowRoot?.querySelector('[role=status]');
  servers[0]?.drop();
  await stage.advance(10_000);
  expect(badge.shadowRoot?.querySelector('[role=status]')).toBe(region);
});

test('a drop while the page is hidden counts from when it happened', async () => {
  const { stage, badge, servers } = await setUp(2000);
  stage.page.hide();
  await stage.advance(1000);
  stage.websocket('wss://stage.test/ws', () => undefined);
  servers[0]?.drop();
  await stage.advance(5500);
  stage.page.show();
  await stage.advance(0);
  expect(saysBadge(badge)).toBe('Reconnecting… (attempt 1 of 10)');
});

test('a drop within the grace, seen late by a hidden page, leaves the green alone', async () => {
  const { stage, badge, servers } = await setUp(2000, { reconnectDelay: () => 1000 });
  stage.page.hide();
  servers[0]?.drop();
  await stage.advance(60_000);
  stage.page.show();
  await stage.advance(0);
  expect(saysBadge(badge)).toBe('Connected');
});

test('Retry connects at once, and the press of its key stays with it', async () => {
  const scene = await setUp(0, { reconnectDelay: () => 60_000 });
  const { stage, badge, servers } = scene;
  servers[0]?.drop();
  await stage.advance(10);
  need(badge, 'retry').focus();
  await userEvent.keyboard('{Enter}');
  await stage.advance(0);
  expect(connections(scene)).toBe(2);
  expect([saysBadge(badge), part(badge, 'retry')]).toEqual(['Connected', null]);
});

test('a badge alone asks for no connection', async () => {
  const scene = feedScene();
  const badge = document.createElement('connection-status');
  scene.place.append(Object.assign(badge, { runtime: scene.stage.runtime, source: scene.source }));
  await scene.stage.advance(60_000);
  expect([connections(scene), saysBadge(badge)]).toEqual([0, 'Disconnected']);
  expect(focused()).toBe(document.body);
});

test('speaks another language, its labels before its strings', async () => {
  const { stage, badge, servers } = await setUp(0);
  badge.strings = {
    connected: 'Verbunden',
    reconnectingIn: (seconds, attempt, most) =>
      `Neuer Versuch in ${seconds} s (${attempt}/${most})`,
    retry: 'Sofort',
    unsent: (count) => `${count} ungesendet`,
  };
  await badge.updateComplete;
  expect(saysBadge(badge)).toBe('Verbunden');
  badge.connectedLabel = 'Live';
  await badge.updateComplete;
  expect(saysBadge(badge)).toBe('Live');
  servers[0]?.drop();
  await stage.advance(0);
  expect(saysBadge(badge)).toBe('Neuer Versuch in 3 s (1/10)');
  expect(text(part(badge, 'retry'))).toBe('Sofort');
});

test('a server that says goodbye leaves a way back', async () => {
  const { stage, badge, servers } = await setUp(0);
  servers[0]?.close(1001, 'Deploy');
  await stage.advance(60_000);
  expect(saysBadge(badge)).toBe('Disconnected');
  need(badge, 'retry').click();
  await stage.advance(0);
  expect(saysBadge(badge)).toBe('Connected');
});

async function setUp(grace: number, options: WebSocketClientOptions = {}) {
  const scene = feedScene({ reconnectDelay: () => 3000, ...options });
  scene.addFeed({ grace });
  await scene.stage.advance(0);
  const badge = badgeIn(scene.place);
  const status = (): string => text(badge.shadowRoot?.querySelector('[role=status]') ?? null);
  return { ...scene, badge, status };
}
