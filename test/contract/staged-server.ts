import type { Runtime } from '../../src/core/runtime.js';
import {
  Stage,
  type Action,
  type CannedStream,
  type StagedServerConnection,
  type StreamInput,
} from '../../src/stage.js';
import { PATHS } from '../servers/commands.js';
import { requestNote } from '../servers/request-note.js';
import { playedStream } from './played-stream.js';
import type { SourceName, World } from './world.js';

const SOURCES = ['websocket', 'sse', 'http'] as const;

/** A stage as the server of a world, which notes what it notices. */
export class StagedServer {
  readonly stage = new Stage();
  readonly urls: Readonly<Record<SourceName, string>>;
  readonly #notes: string[] = [];
  /** The sources that nobody gets through to. */
  readonly #closed = new Set<SourceName>();
  #protocol: string | undefined;
  #hangs = false;

  /** @param host No two servers on one network have the same. */
  constructor(host = 'far-end.test') {
    const { stage } = this;
    this.urls = {
      websocket: `wss://${host}${PATHS.websocket}`,
      sse: `https://${host}${PATHS.sse}`,
      http: `https://${host}${PATHS.http}`,
    };
    stage.websocket(this.urls.websocket, (server) => this.#onSocket(server));
    stage.load({
      name: 'world',
      sources: {
        sse: { kind: 'sse', url: this.urls.sse },
        http: { kind: 'http', url: this.urls.http },
      },
      cues: [],
    });
  }

  act(source: SourceName, action: Action): void {
    const answers = 'status' in action || 'times' in action;
    if (action.do === 'refuse' && !answers) this.#closed.add(source);
    else if (action.do === 'refuse' || action.do === 'restore') this.#closed.delete(source);
    this.stage.cue(source === 'websocket' ? this.urls.websocket : source, action);
  }

  /** Loads a canned stream to be played `speed` times as fast. */
  load(stream: StreamInput, latency: number, speed = 1): void {
    const played = playedStream(stream, this.urls, speed);
    const faults = Object.keys(played.sources ?? {}).map((name) => [name, { latency }]);
    this.stage.load({ ...played, faults: Object.fromEntries(faults) as CannedStream['faults'] });
  }

  choose(protocol: string): void {
    this.#protocol = protocol;
  }

  hang(): void {
    this.#hangs = true;
  }

  /** Ends all connections. To a page all ways to do so are the same. */
  sever(): void {
    for (const source of SOURCES) this.act(source, { do: 'drop' });
  }

  kill(): void {
    for (const source of SOURCES) this.act(source, { do: 'refuse' });
    this.sever();
  }

  start(): void {
    for (const source of SOURCES) this.act(source, { do: 'restore' });
  }

  get noticed(): readonly string[] {
    const gone = this.stage.log.entries
      .filter(({ kind, direction }) => kind === 'close' && direction === 'out')
      .map(({ source }) => `gone:${source}`);
    return [...this.#notes, ...gone.map((note) => note.replace(/sse|http/, pathOf))];
  }

  /** Notes the requests that get through. */
  noting(fetch: Runtime['fetch']): Runtime['fetch'] {
    return (input, init = {}) => {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input);
      const source = SOURCES.find((name) => PATHS[name] === pathname);
      const headers = new Headers(init.headers);
      const { method = 'GET', body } = init;
      const header = (name: string): string | null => headers.get(name);
      const note = requestNote(method, pathname + search, header, (body as string) ?? '');
      if (source && !this.#closed.has(source)) this.#notes.push(note);
      return fetch(input, init);
    };
  }

  #onSocket(server: StagedServerConnection): void {
    const { pathname, search } = new URL(server.url);
    this.#notes.push(`request:${pathname}${search} ${server.protocols.join(',')}`.trimEnd());
    if (this.#hangs) return;
    server.onmessage((data) => {
      if (typeof data !== 'string') return;
      this.#notes.push(`text:${data}`);
      if (data.includes('"type":"ping"')) server.send('{"type":"pong"}');
    });
    server.accept(this.#protocol === undefined ? {} : { protocol: this.#protocol });
  }
}

/** What a world whose server is a stage can do to it. */
export function farEnd(
  server: StagedServer,
): Pick<World, 'act' | 'choose' | 'hang' | 'sever' | 'refuse' | 'kill' | 'start'> {
  return {
    act: async (source, action) => server.act(source, action),
    choose: async (protocol) => server.choose(protocol),
    hang: async () => server.hang(),
    sever: async () => server.sever(),
    refuse: async (source) => server.act(source, { do: 'refuse' }),
    kill: async () => server.kill(),
    start: async () => server.start(),
  };
}

function pathOf(source: string): string {
  return PATHS[source as SourceName];
}
