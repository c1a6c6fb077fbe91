import type { FaultSettings, StagedServerConnection, Stage } from '../../src/stage.js';

interface Message {
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

/** How a server of whole texts behaves. */
export interface PlainRoomOptions extends FaultSettings {
  /** Passes on only what the protocol has, as a server that knows no more. */
  readonly strict?: boolean;
  /** Sends texts also to who sent them. */
  readonly echoes?: boolean;
}

/** A server on stage that keeps whole texts, and passes them on to all others. */
export class PlainRoom {
  readonly contents = new Map<string, string>();
  /** What it read, pings left out. */
  readonly received: Message[] = [];
  /** Whether connections are refused, and requests fail. */
  isDown = false;
  isLoadDown = false;
  /** The addresses from which nobody gets through. */
  readonly blocked = new Set<string>();
  readonly #options: PlainRoomOptions;
  readonly #members = new Map<StagedServerConnection, Set<string>>();

  constructor(stage: Stage, url: string, options: PlainRoomOptions = {}) {
    const { strict: _, echoes: __, ...faults } = options;
    this.#options = options;
    stage.websocket(url, (connection) => this.#welcome(connection), faults);
    stage.http(
      '*',
      ({ url: asked }, respond) => {
        if (this.isDown || this.isLoadDown) return respond({ status: 503 });
        const docId = decodeURIComponent(asked.split('/').at(-1)!);
        const content = this.contents.get(docId);
        if (content === undefined) respond({ status: 404 });
        else respond({ body: { content } });
      },
      { latency: faults.latency ?? 0, jitter: faults.jitter ?? 0 },
    );
  }

  /** Ends all connections, or those from one address. */
  drop(url?: string): void {
    for (const connection of this.#members.keys()) {
      if (url === undefined || connection.url === url) connection.drop();
    }
  }

  /** Says something to all who have a document open, or to all. */
  say(type: string, payload: unknown, to = 'default', but?: StagedServerConnection): void {
    for (const [connection, ids] of this.#members) {
      if (connection === but || !ids.has(to)) continue;
      connection.send(JSON.stringify({ type, payload, timestamp: 0 }));
    }
  }

  #welcome(connection: StagedServerConnection): void {
    if (this.isDown || this.blocked.has(connection.url)) return connection.refuse();
    connection.accept();
    const ids = new Set<string>();
    this.#members.set(connection, ids);
    connection.onclose(() => {
      this.#members.delete(connection);
      for (const docId of ids) this.#leave(connection, docId);
    });
    connection.onmessage((data) => {
      const message = JSON.parse(data as string) as Message;
      if (message.type === 'ping') return connection.send('{"type":"pong"}');
      this.received.push(message);
      this.#take(message, connection, ids);
    });
  }

  #take({ type, payload }: Message, from: StagedServerConnection, ids: Set<string>): void {
    const docId = String(payload['docId']);
    const userId = `user-${from.number}`;
    if (type === 'join-document') {
      ids.add(docId);
      this.say('collaborator-joined', { userId, name: `User ${from.number}` }, docId, from);
    } else if (type === 'leave-document') {
      ids.delete(docId);
      this.#leave(from, docId);
    } else if (type === 'document-update') {
      const { content, cursor } = payload;
      this.contents.set(docId, String(content));
      const passed = this.#options.strict ? { docId, content, cursor } : { ...payload, userId };
      this.say(type, passed, docId, this.#options.echoes ? undefined : from);
    }
  }

  #leave(connection: StagedServerConnection, docId: string): void {
    this.say('collaborator-left', { userId: `user-${connection.number}` }, docId, connection);
  }
}
