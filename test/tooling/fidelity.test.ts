import { expect, test } from 'vitest';
import { differenceLines, merge, probeLines, tableLines } from '../../scripts/fidelity-table.mjs';
import { channelProbes } from '../fidelity/channel/channel-probes.js';
import { eventStreamProbes } from '../fidelity/event-stream/event-stream-probes.js';
import type { Finding } from '../fidelity/subject.js';
import { websocketProbes } from '../fidelity/websocket/websocket-probes.js';
import { workerProbes } from '../fidelity/worker/worker-probes.js';

test('there are 150 questions and more, each with a name of its own', () => {
  const families = [websocketProbes, eventStreamProbes, channelProbes, workerProbes];
  for (const probes of families) {
    expect(new Set(probes.map(({ name }) => name)).size).toBe(probes.length);
  }
  const [sockets, streams, channels] = families.map(({ length }) => length);
  expect(sockets! + streams! + channels!).toBeGreaterThanOrEqual(150);
});

test('counts who answers as native, who does not, and who cannot be asked', () => {
  expect(tableLines(merge(findings)).slice(0, 2)).toEqual([
    '                   probes   client   stage         mock-socket   msw',
    'WebSocket          3        –        1 + 1 known   0 of 2        1 of 1',
  ]);
});

test('puts together what several files found, in the order of the probes', () => {
  const lines = probeLines(merge([...findings].reverse()), true);
  expect(lines).toEqual([
    'client      stage       mock-socket msw         WEBSOCKET',
    '–           =           ≠           =           opens',
    '–           k           –           –           captures (the standard says so)',
    '–           ≠           ≠           –           closes',
    '',
  ]);
});

test('shows by default only where somebody differs', () => {
  const [first] = findings;
  expect(probeLines([{ ...first!, answers: { native: 1, stage: 1 } }], false)).toEqual([]);
});

test('tells of the subjects asked for what is different, but not what is known', () => {
  expect(differenceLines(merge(findings), ['native', 'stage'])).toEqual([
    '✗ WebSocket: closes\n' +
      '    answer.events[1]: native "close 1005", stage "close 1000"\n' +
      '    answer.extra: native nothing, stage true\n',
  ]);
});

test('tells when what is known is no longer so, whoever changed', () => {
  const [, captures] = findings;
  const changed = { ...captures!, answers: { native: [2, 1], stage: [2, 1] } };
  expect(differenceLines([changed], ['native', 'stage'])).toEqual([
    '✗ WebSocket: captures\n' +
      '    answer[0]: known 1, native 2\n' +
      '    answer[1]: known 2, native 1\n',
  ]);
  expect(
    differenceLines([{ ...captures!, answers: { native: [1, 2], stage: [1, 2] } }], ['stage']),
  ).toHaveLength(1);
});

const asked = { family: 'WebSocket', cannot: [] } as const;
const findings: readonly Finding[] = [
  { ...asked, index: 0, probe: 'opens', answers: { native: ['open'], stage: ['open'] } },
  {
    ...asked,
    ...{ index: 1, probe: 'captures', why: 'the standard says so' },
    answers: { native: [1, 2], stage: [2, 1] },
    known: { native: [1, 2], stage: [2, 1] },
  },
  {
    ...asked,
    ...{ index: 2, probe: 'closes' },
    answers: {
      native: { events: ['open', 'close 1005'] },
      stage: { events: ['open', 'close 1000'], extra: true },
    },
  },
  { ...asked, index: 0, probe: 'opens', answers: { 'mock-socket': [], msw: ['open'] } },
  { ...asked, index: 1, probe: 'captures', answers: {}, cannot: ['mock-socket', 'msw'] },
  { ...asked, index: 2, probe: 'closes', answers: { 'mock-socket': null }, cannot: ['msw'] },
];
