import { expect, test } from 'vitest';
import { codes, openSocket, socketScene } from './pan-scene.js';

test.each([
  ['heartbeat', 'often', '"often"', 30],
  ['heartbeat', '-1', '-1', 30],
  ['heartbeat', '', '""', 30],
  ['heartbeat', 'Infinity', 'Infinity', 30],
  ['max-reconnect-attempts', 'many', '"many"', 30],
  ['reconnect-delay', '5000,1000', '"5000,1000"', 30],
  ['protocols', 'good, b{}d', '"b{}d"', 30],
])('INVALID_ATTRIBUTE for %s="%s", and nothing else is lost', async (name, value, quoted, beat) => {
  const scene = await openSocket({ [name]: value });
  expect(codes(scene)).toEqual(['INVALID_ATTRIBUTE']);
  expect(scene.on('ws.error')).toMatchObject([
    {
      error: expect.stringContaining(
        `Failed to read ${name}: Invalid attribute (${quoted}). Use`,
      ) as string,
    },
  ]);
  expect(scene.element.state).toBe('open');
  expect(scene.element.client?.connection.maxAttempts).toBe(10);
  expect(scene.servers[0]?.protocols).toEqual(name === 'protocols' ? ['good'] : []);
  await scene.stage.advance(beat * 1000);
  expect(scene.stage.log.entries.filter(({ data }) => data?.includes('ping'))).toHaveLength(1);
  scene.element.name = 'another update';
  await scene.stage.advance(0);
  expect(scene.on('ws.error')).toHaveLength(1);
});

test.each([undefined, null, 7, {}, NaN])('survives properties that are %j', async (value) => {
  const { stage, add } = socketScene();
  const element = add();
  await stage.advance(0);
  Object.assign(element, {
    protocols: value,
    outboundTopics: value,
    inboundTopics: value,
    reconnectDelay: value,
    maxReconnectAttempts: value,
    heartbeat: value,
    heartbeatTopic: value,
    name: value,
  });
  await stage.advance(60_000);
  expect([element.state, stage.errors]).toEqual(['open', []]);
  Object.assign(element, { url: value });
  await stage.advance(0);
  element.url = '/ws';
  await stage.advance(0);
  expect(element.state).toBe('open');
});
