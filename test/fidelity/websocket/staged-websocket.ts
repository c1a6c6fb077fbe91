import { Stage, type StagedServerConnection } from '../../../src/stage.js';
import type { Subject } from '../subject.js';
import type { FarEndRecord, FarEndStep, WebSocketProbe } from './probe.js';

/** How long to wait for what may never come, in virtual ms. */
const PATIENCE = 15_000;

/** Each probe has a stage of its own. */
export const stagedWebSocket: Subject<WebSocketProbe> = {
  name: 'stage',
  async answer(probe) {
    const stage = new Stage();
    const received: FarEndRecord[] = [];
    const url = 'wss://stage.test/probe';
    stage.websocket(url, (server) => play(probe.farEnd ?? [], server, received));
    // Probes about URLs go elsewhere, and nobody answers there.
    stage.websocket('*', () => undefined);
    try {
      const answer = await probe.run({
        WebSocket: stage.runtime.WebSocket,
        url,
        baseUrl: stage.runtime.page.baseUrl ?? '',
        async until(done) {
          const end = stage.now + PATIENCE;
          while (!done() && stage.now < end) await stage.advance(250);
          await stage.advance(1);
        },
        received: () => Promise.resolve([...received]),
      });
      return structuredClone(answer);
    } finally {
      stage.dispose();
    }
  },
};

function play(
  farEnd: readonly FarEndStep[],
  server: StagedServerConnection,
  received: FarEndRecord[],
): void {
  const answer = farEnd.find((step) => step.on === 'connection');
  if (answer?.do === 'refuse') return server.refuse();
  if (answer?.do === 'drop') return server.drop();
  if (answer?.do === 'hang') return;
  server.onclose((code, reason) => received.push(`close:${code}:${reason}`));
  server.onmessage((data) => {
    received.push(typeof data === 'string' ? `text:${data}` : `binary:${hex(data)}`);
    for (const step of farEnd) if (step.on === 'message') act(step, server, data);
  });
  server.accept(answer?.protocol === undefined ? {} : { protocol: answer.protocol });
  for (const step of farEnd) if (step.on === 'open') act(step, server, '');
}

function act(step: FarEndStep, server: StagedServerConnection, data: string | ArrayBuffer): void {
  const own = step.data ?? '';
  if (step.do === 'echo') server.send(data);
  else if (step.do === 'send') server.send(step.binary ? bytes(own) : own);
  else if (step.do === 'close') server.close(step.code, step.reason);
  else if (step.do === 'drop') server.drop();
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function hex(data: ArrayBuffer): string {
  return Array.from(new Uint8Array(data), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
