import { expect, test, vi } from 'vitest';
import { MockSocketNetwork } from '../../../src/stage/network/mock-socket-network.js';
import { Stage } from '../../../src/stage.js';

vi.mock('mock-socket', () => {
  throw new Error('Not installed');
});

test('names the package that is missing and how to get it, and claims nothing', async () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
  using stage = new Stage();
  for (const again of ['once', 'and once more']) {
    const network = new MockSocketNetwork(stage, ['wss://stage.test/ws']);
    await expect(network.begin(), again).rejects.toMatchObject({
      code: 'no-package',
      message:
        'Failed to load mock-socket, which answers for the network: it cannot be imported. ' +
        'Run `npm install --save-dev mock-socket`.',
      cause: expect.any(Error) as unknown,
    });
  }
  expect(Object.getOwnPropertyDescriptor(globalThis, 'WebSocket')).toEqual(before);
});
