import { expect, inject, onTestFinished, test } from 'vitest';
import '../../src/elements/collaborative-editor/collaborative-editor.define.js';
import type { CollaborativeEditorElement } from '../../src/elements/collaborative-editor/collaborative-editor.js';
import { documentFrames } from '../../src/transports/codecs/document-frames.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { badges, press, select, shown, status, tags, type } from '../../stories/editor-parts.js';

const WAIT = { timeout: 8000, interval: 10 };

test('two editors on a real server have one text, and each its own caret', async () => {
  const { open } = await startServer();
  const [ada, bob] = [open('ada'), open('bob')];
  await bothSaved(ada, bob);
  select(ada, 0);
  type(ada, 'Hello world');
  await expect.poll(() => bob.value, WAIT).toBe('Hello world');
  select(ada, 5);
  select(bob, 11);
  type(bob, '!');
  select(ada, 5);
  type(ada, ',');
  await expect.poll(() => [ada.value, bob.value], WAIT).toEqual(Array(2).fill('Hello, world!'));
  expect(shown(ada)).toBe('Hello,| world!');
  await bothSaved(ada, bob);
});

test('both type at the same time, letter by letter, and nothing is lost', async () => {
  const { open } = await startServer();
  const [ada, bob] = [open('ada'), open('bob')];
  await bothSaved(ada, bob);
  for (let n = 0; n < 50; n++) {
    for (const [editor, sign] of [
      [ada, 'a'],
      [bob, 'b'],
    ] as const) {
      select(editor, editor.value.length);
      type(editor, sign);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await expect.poll(() => ada.value.length, WAIT).toBe(100);
  await expect.poll(() => bob.value === ada.value, WAIT).toBe(true);
  expect(ada.value.replaceAll('a', '')).toBe('b'.repeat(50));
  for (let steps = 0; steps < 60 && ada.value.includes('a'); steps++) press(ada, 'z');
  await expect.poll(() => bob.value, WAIT).toBe('b'.repeat(50));
});

test('an editor shows who is in the document, and where', async () => {
  const { open } = await startServer();
  const [ada, bob] = [open('ada'), open('bob')];
  await bothSaved(ada, bob);
  select(ada, 0);
  type(ada, 'Here I am');
  await expect.poll(() => badges(bob), WAIT).toEqual(['A']);
  await expect.poll(() => tags(bob), WAIT).toEqual(['ada']);
  ada.remove();
  await expect.poll(() => badges(bob), WAIT).toEqual([]);
});

test('what is written while the server is dead is there when it lives again', async () => {
  const { open, ask } = await startServer();
  const [ada, bob] = [open('ada'), open('bob')];
  await bothSaved(ada, bob);
  await ask('kill');
  await expect.poll(() => status(ada), WAIT).toBe('Offline');
  select(ada, 0);
  type(ada, 'ada ');
  select(bob, 0);
  type(bob, 'bob ');
  await expect.poll(() => status(ada), WAIT).toBe('Offline, 1 edit waiting');
  await ask('start');
  await expect.poll(() => ada.value.length, WAIT).toBe(8);
  await expect.poll(() => bob.value === ada.value, WAIT).toBe(true);
  await bothSaved(ada, bob);
});

/** Starts a `y-websocket` server in a process of its own, and puts editors on the page for it. */
async function startServer() {
  const documents = `${inject('controlUrl')}/documents`;
  const { port } = (await post(`${documents}/y-websocket`)) as { port: number };
  const room = crypto.randomUUID();
  onTestFinished(async () => void (await post(`${documents}/${port}/kill`)));
  return {
    ask: (verb: 'kill' | 'start') => post(`${documents}/${port}/${verb}`),
    open(self: string): CollaborativeEditorElement {
      const source = new WebSocketClient(`ws://127.0.0.1:${port}/${room}`, {
        codecs: documentFrames(),
        reconnectDelay: () => 150,
        maxReconnectAttempts: Infinity,
      });
      const editor = document.createElement('collaborative-editor');
      const settings = {
        source,
        docId: room,
        wire: 'yjs',
        self,
        selfName: self,
        grace: 0,
      } as const;
      document.body.append(Object.assign(editor, settings));
      onTestFinished(() => editor.remove());
      return editor;
    },
  };
}

async function bothSaved(...editors: readonly CollaborativeEditorElement[]): Promise<void> {
  await expect.poll(() => editors.map(status), WAIT).toEqual(editors.map(() => 'Saved'));
}

async function post(url: string): Promise<unknown> {
  const response = await fetch(url, { method: 'POST' });
  const result: unknown = await response.json();
  if (!response.ok) throw new Error(String(result));
  return result;
}
