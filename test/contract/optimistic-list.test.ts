import '../../src/elements/optimistic-list/optimistic-list.define.js';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { OptimisticListElement } from '../../src/elements/optimistic-list/optimistic-list.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { add, control, rewrite, rows, said } from '../../stories/optimistic-parts.js';
import { need, part } from '../../stories/scene-parts.js';
import { openRig, type RigClient } from './rig-client.js';

const WAIT = { timeout: 8000, interval: 10 };

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.strike());

test('what is added, edited and removed is so on a real server, and once', async () => {
  const list = await mount();
  await userEvent.click(need(list, 'input'));
  await userEvent.keyboard('Milk{Enter}Bread{Enter}');
  await shows(list, ['Milk', 'Bread']);
  control(list, 'Milk', 'edit').click();
  await list.updateComplete;
  rewrite(list, 'Oat milk');
  await shows(list, ['Oat milk', 'Bread']);
  control(list, 'Bread', 'remove').click();
  await shows(list, ['Oat milk']);
  await expect.poll(served, WAIT).toEqual(['Oat milk']);
  expect(await asked()).toEqual(['POST Milk', 'POST Bread', 'PATCH Oat milk', 'DELETE']);
});

test('what a real server refuses is taken back, and nothing else', async () => {
  const list = await mount();
  add(list, 'Eggs', 'Fish', 'Salt');
  await expect.poll(() => rows(list).toSorted(), WAIT).toEqual(['Eggs', 'Fish (failed)', 'Salt']);
  expect((await served()).toSorted()).toEqual(['Eggs', 'Salt']);
});

test('two lists on one server agree, and a conflict is shown in one of them', async () => {
  const [list, other] = [await mount(), await mount()];
  add(list, 'Milk');
  await shows(other, ['Milk']);
  await rig.line({ do: 'blackhole' }, 'http');
  list.edit(list.items[0]!.id, { text: 'Oat milk' });
  await shows(list, ['Oat milk (pending)']);
  const { id } = other.items[0]!;
  await fetch(`${rig.origins.sse}/items/${id}`, {
    method: 'PATCH',
    body: JSON.stringify({ text: 'Rice milk' }),
  });
  await shows(other, ['Rice milk']);
  await shows(list, ['Oat milk (conflict)']);
  need(list, 'take-theirs').click();
  await rig.line({ do: 'flow' }, 'http');
  await shows(list, ['Rice milk']);
  await shows(other, ['Rice milk']);
  expect(await served()).toEqual(['Rice milk']);
});

test('what was done without a connection arrives when it is back, in order and once', async () => {
  const list = await mount();
  add(list, 'Milk');
  await shows(list, ['Milk']);
  await rig.line({ do: 'close-port' });
  await rig.line({ do: 'reset' });
  await expect.poll(() => list.source?.connection.state, WAIT).not.toBe('open');
  add(list, 'Eggs', 'Salt', 'Rice');
  list.edit(list.items[0]!.id, { text: 'Oat milk' });
  await expect.poll(() => part(list, 'waiting')?.textContent, WAIT).toContain('4 changes waiting');
  await rig.line({ do: 'flow' });
  await shows(list, ['Oat milk', 'Eggs', 'Salt', 'Rice']);
  await expect.poll(() => said(list), WAIT).toBe('All changes are saved');
  expect(await served()).toEqual(['Oat milk', 'Eggs', 'Salt', 'Rice']);
});

test('a request whose answer is lost is sent again, and done once', async () => {
  const list = await mount({ retryDelay: () => 200 });
  await rig.line({ do: 'delay', ms: 150 }, 'http');
  add(list, 'Milk');
  await expect.poll(asked, WAIT).toEqual(['POST Milk']);
  await rig.line({ do: 'reset' }, 'http');
  await rig.line({ do: 'delay', ms: 0 }, 'http');
  await shows(list, ['Milk']);
  expect(await served()).toEqual(['Milk']);
});

test('a list that is removed leaves no connection', async () => {
  const list = await mount();
  list.remove();
  await expect.poll(() => rig.count(), WAIT).toEqual({ server: 0, line: 0 });
});

/** Puts a list on the page whose server is real, and waits until it has loaded. */
async function mount(properties: Partial<OptimisticListElement> = {}) {
  const source = new WebSocketClient(`${rig.url}/ws`, { reconnectDelay: () => 150 });
  const list = document.createElement('optimistic-list');
  Object.assign(list, { source, src: `${rig.origins.http}/items`, ...properties });
  document.body.append(list);
  onTestFinished(async () => {
    list.remove();
    source.disconnect();
    await rig.ask({ do: 'clear' });
  });
  await expect.poll(() => source.connection.state, WAIT).toBe('open');
  await expect.poll(() => part(list, 'empty') !== null, WAIT).toBe(true);
  return list;
}

async function shows(list: OptimisticListElement, expected: string[]): Promise<void> {
  await expect.poll(() => rows(list), WAIT).toEqual(expected);
}

/** What the server has. */
async function served(): Promise<string[]> {
  const response = await fetch(`${rig.origins.http}/items`);
  const { items } = (await response.json()) as { items: { text: string }[] };
  return items.map(({ text }) => text);
}

/** What the server was asked for: `POST Milk`. */
async function asked(): Promise<string[]> {
  return (await rig.report('/items')).map((line) => {
    const [method = '', , ...body] = line.split(' ');
    const { text } = JSON.parse(body.join(' ') || '{}') as { text?: string };
    return [method, text].filter(Boolean).join(' ');
  });
}
