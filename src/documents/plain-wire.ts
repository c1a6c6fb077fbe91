import type { MessageSource } from '../core/message-source.js';
import type { Unsubscribe } from '../core/runtime.js';
import { FirstText } from './first-text.js';
import { PlainExchange } from './plain-exchange.js';
import { PlainPeople } from './plain-people.js';
import type { ConnectWire } from './wire.js';

/** How a wire of whole texts behaves. */
export interface PlainWireOptions {
  /** The shortest time between two messages with the text, in ms. Default 300. */
  readonly interval?: number | undefined;
  /** Where the server keeps the text. Default `/api/documents/<docId>`. */
  readonly url?: string | undefined;
}

/**
 * Makes a wire that carries the whole text.
 *
 * Sends `join-document {docId}` after every connect and asks `GET /api/documents/<docId>` for
 * `{content}`, sends and takes `document-update {docId, content, cursor}`, takes
 * `collaborator-joined {userId, name, cursor?}` and `collaborator-left {userId}`, and sends
 * `leave-document {docId}` in the end. Its updates also tell who sent them (`from`), a name for
 * the text (`version`), that of the text the sender had read last (`basedOn`), and what the text is
 * made of (`state`, which begins with the text named `root`): with a server that passes these on nothing
 * need be guessed. Nothing is sent before it is known what the server has, and no other wire may serve
 * the same document.
 */
export function plainWire(source: MessageSource, options: PlainWireOptions = {}): ConnectWire {
  return (host) => {
    const { docId } = host;
    const url = options.url ?? `/api/documents/${encodeURIComponent(docId)}`;
    const people = new PlainPeople(host);
    const exchange = new PlainExchange(host, source, options.interval);
    const first = new FirstText(host, url, (update) => exchange.begin(update));
    let release = (): void => {};
    let isOver = false;

    const onState = (): void => {
      const isOpen = source.connection.state === 'open';
      if (isOpen === exchange.isOpen) return;
      if (!isOpen) {
        first.stop();
        return exchange.close();
      }
      people.clear();
      exchange.open();
      source.send('join-document', { docId });
      first.ask();
    };
    const ours =
      (take: (payload: unknown) => void) =>
      (payload: unknown): void => {
        const { docId: id } = (payload ?? {}) as Record<string, unknown>;
        if (id === undefined || id === docId) take(payload);
      };
    const handlers = {
      'document-update': (payload: unknown) => {
        const update = exchange.take(payload);
        if (update) first.stop();
        // Who only tells again what all know is not typing.
        if (update) people.wrote(update.userId, update.cursor, update.isNews);
      },
      'collaborator-joined': (payload: unknown) => {
        people.joined(payload);
        exchange.welcome();
      },
      'collaborator-left': (payload: unknown) => people.left(payload),
    };
    const stops: Unsubscribe[] = [];
    const start = (): void => {
      if (isOver) return;
      exchange.start();
      for (const [type, take] of Object.entries(handlers)) stops.push(source.on(type, ours(take)));
      source.addEventListener('statechange', onState);
      release = source.retain();
      onState();
    };
    // What was kept over a reload comes first: what is typed meanwhile is merged with it.
    if (host.persisted) void host.ready.then(start);
    else start();
    return {
      exclusive: true,
      get isOpen() {
        return exchange.isOpen;
      },
      get isLoaded() {
        return exchange.hasBegun;
      },
      get confirmed() {
        return exchange.confirmed;
      },
      stop() {
        isOver = true;
        for (const stop of stops) stop();
        source.removeEventListener('statechange', onState);
        first.stop();
        people.clear();
        exchange.stop();
        if (source.connection.state === 'open') source.send('leave-document', { docId });
        release();
      },
    };
  };
}
