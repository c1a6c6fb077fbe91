import type { Probe } from '../probe.js';

/** What one request is answered with. Data, so that a server in another process can do it too. */
export interface StreamAnswer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, piece by piece, in base64. */
  readonly pieces?: readonly string[];
  /** What follows the body: its end, or nothing. Refused: the line is lost before the head. */
  readonly end?: 'close' | 'hang' | 'refuse';
}

/** A request as the server saw it. */
export interface StreamRequest {
  readonly method: string;
  readonly search: string;
  readonly accept: string;
  readonly lastEventId: string | null;
  /** When it came, in ms from any beginning. */
  readonly at: number;
}

/** What reads a stream, and what it has reported. */
export interface Observed {
  /** `open @1` · `message "data" (last id)` · `error @0`, with the state it is in. */
  readonly events: readonly string[];
  /** 0 connecting, 1 open, 2 closed, as an `EventSource` has it. */
  readonly readyState: number;
  close(): void;
}

export interface EventStreamContext {
  /** Opens the probe's stream and hears the events of these names, as an `EventSource` would. */
  observe(types: readonly string[], onEvent?: (observed: Observed) => void): Observed;
  /** Waits until `done`, or a while in vain. */
  until(done: () => boolean): Promise<void>;
  /** Waits long enough to know that nothing comes. */
  pause(): Promise<void>;
  /** Loses the line to the server, in the middle of whatever it answers. */
  sever(): Promise<void>;
  /** Tells which requests have come so far. */
  asked(): Promise<readonly StreamRequest[]>;
}

/** An observation that everything which reads event streams must answer alike. */
export interface EventStreamProbe extends Probe<EventStreamContext> {
  /** One for each request; afterwards status 204, which ends the stream for good. */
  readonly answers: readonly StreamAnswer[];
}

/** The names that probes listen to. */
export const TYPES = ['message', 'tick', 'tock', 'open', 'error'];

/** A stream of this text or these bytes, cut into pieces of `size` bytes. */
export function stream(
  body: string | Uint8Array,
  { size = Infinity, ...more }: Partial<StreamAnswer> & { size?: number } = {},
): StreamAnswer {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    pieces.push(toBase64(bytes.subarray(at, at + size)));
  }
  return { headers: { 'content-type': 'text/event-stream' }, pieces, ...more };
}

/** Makes reconnections come at once. */
export const soon = stream('retry: 1\n\n');

/** Opens the stream, and waits until it has ended for good. */
export async function ended(context: EventStreamContext): Promise<Observed> {
  const observed = context.observe(TYPES);
  await context.until(() => observed.readyState === 2);
  return observed;
}

/** Which events a stream of this content has. */
export function reading(name: string, body: string | Uint8Array, size = 3): EventStreamProbe {
  return {
    name,
    answers: [soon, stream(body, { size })],
    async run(context) {
      const { events } = await ended(context);
      return events.filter((event) => !/^(open|error) @/.test(event));
    },
  };
}

/** Everything that is reported while these answers are given. */
export function living(name: string, answers: readonly StreamAnswer[]): EventStreamProbe {
  return { name, answers, run: async (context) => (await ended(context)).events };
}

/** Which last ids the server is asked to go on after. */
export function resuming(
  name: string,
  bodies: readonly (string | StreamAnswer)[],
): EventStreamProbe {
  const answers = bodies.map((body) => (typeof body === 'string' ? stream(body) : body));
  return {
    name,
    answers: [soon, ...answers],
    async run(context) {
      await ended(context);
      const [, ...asked] = await context.asked();
      return asked.map(({ lastEventId }) => lastEventId);
    },
  };
}

/** Nothing is asked for again after this answer. */
export function failing(
  what: string,
  answer: StreamAnswer,
  before: readonly StreamAnswer[] = [],
): EventStreamProbe {
  return {
    name: `${what} ends a stream for good`,
    answers: [...before, answer, soon],
    async run(context) {
      const { events } = await ended(context);
      return { events, asked: (await context.asked()).length };
    },
  };
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
