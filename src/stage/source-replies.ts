import type { FarEnd } from './staged-source.js';
import type { StagedServerConnection } from './staged-server-connection.js';

/** Answers one message, given how often it has been asked for, from 1. */
type Answer = (server: StagedServerConnection, n: number) => void;

/** What a canned source answers to the messages of the page. */
export class SourceReplies {
  readonly #answers = new Map<string, { answer: Answer; asked: number }>();

  /** Answers messages of `type` from now on, instead of what was there. */
  set(type: string, answer: Answer): void {
    this.#answers.set(type, { answer, asked: 0 });
  }

  delete(type: string): void {
    this.#answers.delete(type);
  }

  /** The far end of a canned source: accepts, and answers what it knows. */
  readonly farEnd: FarEnd = (server) => {
    server.accept();
    server.onmessage((data) => {
      const known = this.#answers.get(typeOf(data) ?? '');
      known?.answer(server, ++known.asked);
    });
  };
}

function typeOf(data: string | ArrayBuffer): string | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const { type } = JSON.parse(data) as { type?: unknown };
    return typeof type === 'string' ? type : undefined;
  } catch {
    // Whatever is no message is no question either.
    return undefined;
  }
}
