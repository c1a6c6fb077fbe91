import type { WebSocket } from 'ws';
import type { ConnectionAction, SourceAction } from '../../src/stage.js';
import { fillPlaceholders } from '../../src/stage/placeholders.js';

type Reply = Extract<SourceAction, { do: 'reply' }>;

/** Carries out the actions of canned streams on real connections. */
export class FarEndActions {
  readonly #open: ReadonlySet<WebSocket>;
  readonly #replies = new Map<string, { readonly reply: Reply; asked: number }>();

  constructor(open: ReadonlySet<WebSocket>) {
    this.#open = open;
    this.forgetReplies();
  }

  /** Answers nothing but pings again. */
  forgetReplies(): void {
    this.#replies.clear();
    this.act({ do: 'reply', to: 'ping', type: 'pong' });
  }

  act(action: ConnectionAction | SourceAction, n = 1): void {
    if (action.do === 'reply') this.#replies.set(action.to, { reply: action, asked: 0 });
    for (const page of this.#open) {
      if (action.do === 'message') page.send(envelope(action, n));
      else if (action.do === 'frame') page.send(frame(action));
      else if (action.do === 'close') page.close(action.code, action.reason);
      else if (action.do === 'drop') page.terminate();
    }
  }

  /** Answers a message of the page, if that is known. */
  answer(page: WebSocket, text: string): void {
    const known = this.#replies.get(typeOf(text));
    if (known) page.send(envelope(known.reply, ++known.asked));
  }
}

function envelope(
  message: Pick<Extract<ConnectionAction, { do: 'message' }>, 'type' | 'payload' | 'id' | 'seq'>,
  n: number,
): string {
  const { type, payload = {}, id, seq } = message;
  const now = Date.now();
  const fill = (value: unknown): unknown => fillPlaceholders(value, { now, n });
  return JSON.stringify({
    type,
    payload: fill(payload),
    timestamp: now,
    ...(id !== undefined && { id: String(fill(id)) }),
    ...(seq !== undefined && { seq: fill(seq) }),
  });
}

function frame({ data, encoding }: Extract<ConnectionAction, { do: 'frame' }>): string | Buffer {
  return encoding === 'base64' ? Buffer.from(data, 'base64') : data;
}

function typeOf(text: string): string {
  try {
    return String((JSON.parse(text) as { type?: unknown } | null)?.type);
  } catch {
    return '';
  }
}
