import { expect, test } from 'vitest';
import type { StagedServerConnection } from '../../src/stage/staged-server-connection.js';
import { sharedScene } from './shared-scene.js';

/** Acknowledges what has an id, with more than that, or refuses it where it is empty. */
function acknowledging(server: StagedServerConnection): void {
  server.accept();
  server.onmessage((data) => {
    const { id, type, payload } = JSON.parse(data as string) as Record<string, unknown>;
    if (type !== 'note') return;
    const { text } = payload as { text: string };
    const answer = text ? { id, number: 7 } : { id, error: 'It is empty.' };
    server.send(JSON.stringify({ type: 'ack', payload: answer, timestamp: 0 }));
  });
}

test('what another tab sends can be awaited, and gives what the server answers', async () => {
  const { stage, tabs, received } = await sharedScene({ answer: acknowledging });
  const note = tabs[1]!.shared.send('note', { text: 'hello' }, { ack: true });
  await stage.advance(100);
  expect(await note).toEqual({ id: note.id, number: 7 });
  expect([note.fate, received.length]).toEqual(['delivered', 1]);
});

test('a refusal reaches the tab that sent, in the words of the server', async () => {
  const { stage, tabs } = await sharedScene({ answer: acknowledging });
  const note = tabs[1]!.shared.send('note', { text: '' }, { ack: true });
  await stage.advance(100);
  await expect(note).rejects.toMatchObject({
    code: 'rejected',
    message: expect.stringContaining('It is empty.') as string,
    cause: { error: 'It is empty.' },
  });
});

test('what is under way is not sent again under its id', async () => {
  const { stage, tabs, received } = await sharedScene({});
  const note = tabs[1]!.shared.send('note', { text: 'one' }, { id: 'mine' });
  expect(tabs[1]!.shared.send('note', { text: 'two' }, { id: 'mine' })).toBe(note);
  await stage.advance(100);
  expect(received).toMatchObject([{ id: 'mine', payload: { text: 'one' } }]);
});

test('what was not acknowledged when the leader died is sent again under its id, and answered', async () => {
  let answers = false;
  const { stage, tabs, received, join } = await sharedScene({
    count: 1,
    answer: (server) => {
      if (answers) return acknowledging(server);
      server.accept();
      server.onmessage((data) => received.push(JSON.parse(data as string) as never));
    },
  });
  tabs[0]!.shared.disconnect();
  const [leader, tab] = [join(), join()];
  await stage.advance(0);
  const note = tab.shared.send('note', { text: 'hello' }, { ack: true });
  await stage.advance(0);
  answers = true;
  leader.crash();
  await stage.advance(20_000);
  expect(await note).toMatchObject({ number: 7 });
  expect(new Set(received.map(({ id }) => id))).toEqual(new Set([note.id]));
});
