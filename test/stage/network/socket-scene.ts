import { onTestFinished } from 'vitest';
import { MockSocketNetwork } from '../../../src/stage/network/mock-socket-network.js';
import type { FarEnd, StagedServerConnection } from '../../../src/stage.js';
import { Stage } from '../../../src/stage.js';

export const URL_OF_SCENE = 'wss://stage.test/ws';

/** Puts a far end behind the page's own `WebSocket`, until the test is over. */
export async function socketScene(
  farEnd: FarEnd = (server) => server.accept(),
): Promise<{ stage: Stage; server: () => StagedServerConnection }> {
  const stage = new Stage();
  const servers: StagedServerConnection[] = [];
  stage.websocket(URL_OF_SCENE, (server) => {
    servers.push(server);
    farEnd(server);
  });
  const network = new MockSocketNetwork(stage, [URL_OF_SCENE]);
  await network.begin();
  onTestFinished(() => {
    network.end();
    stage.dispose();
  });
  return { stage, server: () => servers.at(-1) as StagedServerConnection };
}

/** Opens a socket as app code does, and notes what it hears. */
export function openSocket(protocols: string[] = []): { socket: WebSocket; heard: string[] } {
  const socket = new WebSocket(URL_OF_SCENE, protocols);
  const heard: string[] = [];
  socket.onopen = () => heard.push(`open ${socket.protocol}`.trim());
  socket.onmessage = ({ data }) => heard.push(`message ${String(data)}`);
  socket.onerror = () => heard.push('error');
  socket.onclose = ({ code, reason, wasClean }) =>
    heard.push(`close ${code} ${reason} ${wasClean ? 'clean' : 'unclean'}`.replace('  ', ' '));
  return { socket, heard };
}

/** Moves the stage until something is so: mock-socket takes real time. */
export async function until(stage: Stage, done: () => boolean): Promise<void> {
  for (let turns = 0; !done(); turns++) {
    if (turns > 2000) throw new Error('It never came to that.');
    await stage.advance(1);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Lets mock-socket's hops of 4 ms happen: timers run in the order in which they are due. */
export async function settled(stage: Stage): Promise<void> {
  for (let hops = 0; hops < 3; hops++) {
    await stage.advance(0);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
