import { TallyError } from '../../src/core/errors.js';
import type { SentMessage } from '../../src/core/sent-message.js';
import type { WebSocketClient } from '../../src/transports/websocket-client.js';
import { comparableNote, withoutTimes } from './known-differences.js';
import type { World } from './world.js';

/** Notes everything that a client reports, event by event, as lines of text. */
export class Reporter {
  readonly lines: string[] = [];
  readonly #world: World;

  constructor(client: WebSocketClient, world: World) {
    this.#world = world;
    client.addEventListener('statechange', () => this.#note(stateOf(client)));
    client.addEventListener('outboxchange', () => this.#note(`unsent ${client.connection.unsent}`));
    client.on('connected', () => this.#note('connected'));
    client.on('disconnected', ({ code, reason }) => this.#note(`disconnected ${code} "${reason}"`));
    client.on('error', ({ error }) => this.#note(`error ${error.code}: ${error.message}`));
    client.on('reconnect-failed', () => this.#note('reconnect-failed'));
    client.on('*', (message) => this.#note(`message ${JSON.stringify(message, withoutTimes)}`));
  }

  /** Notes how a call to `connect()` ends. */
  followConnect(connecting: Promise<void>): void {
    connecting.then(
      () => this.#note('connect resolved'),
      (error: unknown) =>
        this.#note(`connect rejected: ${error instanceof TallyError ? error.code : String(error)}`),
    );
  }

  /** Notes what becomes of a message. */
  followMessage(message: SentMessage): void {
    void message.settled.then((fate) => {
      const why = message.error ? ` (${message.error.code})` : '';
      this.#note(`${message.type} ${fate}${why}`);
    });
  }

  /** Waits until `times` lines start with `start`. */
  async until(start: string, times = 1): Promise<void> {
    const count = (): number => this.lines.filter((line) => line.startsWith(start)).length;
    await this.#world.until(
      () => count() >= times,
      () => `Waited in vain for ${times} × "${start}"; so far:\n${this.lines.join('\n')}`,
    );
  }

  /** Tells what the server has noticed, in the form that all worlds share. */
  async noticed(): Promise<string[]> {
    const notes = (await this.#world.noticed()).map(comparableNote);
    return notes.filter((note) => note !== undefined);
  }

  #note(line: string): void {
    this.lines.push(line);
  }
}

function stateOf({ connection: { state, attempt, maxAttempts } }: WebSocketClient): string {
  return attempt > 0 ? `state ${state}, attempt ${attempt} of ${maxAttempts}` : `state ${state}`;
}
