import { TallyError } from '../../src/core/errors.js';
import type { SentMessage } from '../../src/core/sent-message.js';
import type { ClientEvents } from '../../src/transports/client-events.js';
import type { MessageClient } from '../../src/transports/message-client.js';
import { comparableNote, withoutTimes } from './comparison.js';
import { LONGEST_WAIT, type World } from './world.js';

/** Any client of the kit. */
export type AnyClient = MessageClient<Record<string, unknown>, ClientEvents>;

/** How long a server may take to notice what it may never notice, in ms. */
const LONGEST_DOUBT = 2000;

/** Notes everything that a client reports, event by event, as lines of text. */
export class Reporter {
  readonly lines: string[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Notes what a client reports from now on. */
  follow(client: AnyClient): void {
    client.addEventListener('statechange', () => this.note(stateOf(client)));
    client.addEventListener('outboxchange', () => this.note(`unsent ${client.connection.unsent}`));
    client.addEventListener('invalid', ({ message, issues }) => {
      this.note(`invalid ${JSON.stringify({ message, issues }, withoutTimes)}`);
    });
    client.on('connected', () => this.note('connected'));
    client.on('disconnected', ({ code, reason }) => this.note(`disconnected ${code} "${reason}"`));
    client.on('error', ({ error }) => this.note(`error ${error.code}: ${error.message}`));
    client.on('reconnect-failed', () => this.note('reconnect-failed'));
    client.on('*', (message) => this.note(`message ${JSON.stringify(message, withoutTimes)}`));
  }

  /** Notes how a call to `connect()` ends. */
  followConnect(connecting: Promise<void>): void {
    connecting.then(
      () => this.note('connect resolved'),
      (error: unknown) =>
        this.note(`connect rejected: ${error instanceof TallyError ? error.code : String(error)}`),
    );
  }

  /** Notes what becomes of a message. */
  followMessage(message: SentMessage): void {
    void message.settled.then((fate) => {
      const why = message.error ? ` (${message.error.code})` : '';
      this.note(`${message.type} ${fate}${why}`);
    });
  }

  note(line: string): void {
    this.lines.push(line);
  }

  /** Waits until `times` lines start with `start`. */
  async until(start: string, times = 1): Promise<void> {
    const count = (): number => this.lines.filter((line) => line.startsWith(start)).length;
    await this.#world.until(
      () => count() >= times,
      () => `Waited in vain for ${times} × "${start}"; so far:\n${this.lines.join('\n')}`,
    );
  }

  /** Waits until the server has noticed `times` things that start with `start`. */
  async untilNoticed(start: string, times = 1): Promise<void> {
    const { clock } = this.#world.runtime;
    const end = clock.monotonic() + LONGEST_WAIT;
    for (;;) {
      const notes = await this.#world.noticed();
      if (notes.filter((note) => note.startsWith(start)).length >= times) return;
      if (clock.monotonic() < end) continue;
      throw new Error(`The server waited in vain for "${start}"; so far:\n${notes.join('\n')}`);
    }
  }

  /** Notes whether the server notices that the page wants no more of an answer. */
  async noteGone(path: string): Promise<void> {
    const { clock } = this.#world.runtime;
    const end = clock.monotonic() + LONGEST_DOUBT;
    let gone = false;
    while (!gone && clock.monotonic() < end) {
      gone = (await this.#world.noticed()).includes(`gone:${path}`);
    }
    this.note(gone ? 'the server notices' : 'the server does not notice');
  }

  /** Tells what the server has noticed, in the form that all worlds share. */
  async noticed(): Promise<string[]> {
    const notes = (await this.#world.noticed()).map(comparableNote);
    return notes.filter((note) => note !== undefined);
  }
}

function stateOf({ connection: { state, attempt, maxAttempts } }: AnyClient): string {
  return attempt > 0 ? `state ${state}, attempt ${attempt} of ${maxAttempts}` : `state ${state}`;
}
