import { expect, test } from 'vitest';
import { Stage, type FarEnd, type StagedServerConnection } from '../../src/stage.js';

test('may answer later', async () => {
  let pending: StagedServerConnection | undefined;
  const { stage, events } = setUp((server) => (pending = server));
  await stage.advance(500);
  expect(events).toEqual([]);
  pending?.accept();
  await stage.advance(0);
  expect(events).toEqual(['open at 500']);
});

test('knows what the page asked for', async () => {
  const seen: unknown[] = [];
  const farEnd: FarEnd = ({ url, protocols, number }) => seen.push(url, protocols, number);
  const { stage } = setUp(farEnd, { target: '/ws?token=1', protocols: ['a', 'b'] });
  await stage.advance(0);
  expect(seen).toEqual(['wss://stage.test/ws?token=1', ['a', 'b'], 1]);
});

test('answers once', async () => {
  const { stage, events } = setUp((server) => {
    server.accept();
    server.accept();
  });
  await stage.advance(0);
  expect(events).toEqual(['open at 0']);
  expect(stage.errors).toMatchObject([
    {
      code: 'already-answered',
      message:
        'Failed to accept the connection to wss://stage.test/ws: it has been answered already. ' +
        'Call accept() or refuse() once; use close() or drop() afterwards.',
    },
  ]);
});

test.each<[string, FarEnd, string]>([
  ['sends', (server) => server.send('x'), 'Failed to send a frame: the connection is not accepted'],
  ['closes', (server) => server.close(), 'Failed to close the connection: the connection is not'],
])('refuses the page when it %s before accepting', async (_, farEnd, message) => {
  const { stage, events } = setUp(farEnd);
  await stage.advance(0);
  expect(events).toEqual(['error at 0', 'close 1006 at 0']);
  expect(stage.errors).toMatchObject([
    { code: 'not-accepted', message: expect.stringContaining(message) as string },
  ]);
});

test.each([
  [1006, '', 'Use drop() for 1006.'],
  [1005, '', 'Use drop() for 1006.'],
  [2000, '', 'Use drop() for 1006.'],
  [1000, 'x'.repeat(124), 'a reason of up to 123 bytes'],
  [undefined, 'why', 'a reason needs a code'],
])('cannot close with %s and such a reason', async (code, reason, message) => {
  const { stage, events } = setUp((server) => {
    server.accept();
    server.close(code, reason);
  });
  await stage.advance(0);
  expect(events).toEqual(['open at 0']);
  expect(stage.errors).toMatchObject([
    { code: 'bad-close', message: expect.stringContaining(message) as string },
  ]);
});

test('hears when the page closes or gives up, and its listeners harm nobody', async () => {
  const heard: string[] = [];
  const { stage, socket } = setUp((server) => {
    server.onclose(() => {
      throw new Error('planned');
    });
    const off = server.onclose(() => heard.push('never'));
    off();
    server.onclose((code, reason) => heard.push(`${code} ${reason}`));
  });
  await stage.advance(0);
  socket.close(3001, 'gave up');
  await stage.advance(0);
  expect(heard).toEqual(['1006 ']);
  expect(stage.errors).toHaveLength(1);
});

test('notes as lost what it sends after the end', async () => {
  let end: StagedServerConnection | undefined;
  const { stage, socket, events } = setUp((server) => {
    end = server;
    server.accept();
  });
  await stage.advance(0);
  socket.close();
  await stage.advance(5);
  end?.send('too late');
  end?.close();
  end?.drop();
  await stage.advance(5);
  expect(events).toEqual(['open at 0', 'close 1005 at 0']);
  expect(stage.log.entries.at(-1)).toMatchObject({ kind: 'lost', data: 'too late', at: 5 });
});

test('may come on stage after the page asked for it, and leave again', async () => {
  const stage = new Stage();
  const open = () => new stage.runtime.WebSocket('/late');
  const first = open();
  const leave = stage.websocket('/late', (server) => server.accept());
  await stage.advance(0);
  expect(first.readyState).toBe(1);
  leave();
  leave();
  const second = open();
  await stage.advance(0);
  expect([first.readyState, second.readyState]).toEqual([1, 3]);
});

test('says who is there when nobody answers at a URL', async () => {
  const { stage } = setUp((server) => server.accept(), { target: 'ws://elsewhere.test/' });
  await stage.advance(0);
  expect(stage.errors).toMatchObject([
    {
      code: 'no-far-end',
      message:
        'Failed to connect to ws://elsewhere.test/: nobody on this stage answers there. ' +
        'Use one of: wss://stage.test/ws.',
    },
  ]);
});

test('collects the errors of socket listeners', async () => {
  const { stage, socket, events } = setUp((server) => server.accept());
  const error = new Error('planned');
  socket.onopen = () => {
    throw error;
  };
  await stage.advance(0);
  expect(stage.errors).toEqual([error]);
  expect(events).toEqual(['open at 0']);
});

test('an undefined close code is none, even with a reason', async () => {
  const { stage, socket, events } = setUp((server) => server.accept());
  await stage.advance(0);
  socket.close(undefined, 'why');
  await stage.advance(0);
  expect(events.at(-1)).toBe('close 1005 at 0');
});

function setUp(farEnd: FarEnd, { target = '/ws', protocols = [] as string[] } = {}) {
  const stage = new Stage();
  stage.websocket('/ws', farEnd);
  const socket = new stage.runtime.WebSocket(target, protocols);
  const events: string[] = [];
  for (const type of ['open', 'message', 'error']) {
    socket.addEventListener(type, () => events.push(`${type} at ${stage.now}`));
  }
  socket.addEventListener('close', ({ code }) => events.push(`close ${code} at ${stage.now}`));
  return { stage, socket, events };
}
