import type { StagedHttpConnection, Stage } from '../../src/stage.js';
import type { FeedMessage } from './feed.js';
import { tabOf } from './lines.js';
import type { SoakServer } from './soak-server.js';

/** How often a silent stream says that it lives, in ms. */
const BEAT = 20_000;

/**
 * Lets the feed out over HTTP: as an event stream under `/events/<tab>`, which resumes after
 * `Last-Event-ID` or says `reset` where it cannot, and as a list of the latest under `/poll/<tab>`.
 *
 * @param repeats Whether a stream sends all that it remembers to whoever comes without an id.
 */
export function openHttpDoor(stage: Stage, server: SoakServer, repeats: boolean): void {
  const { feed, lines, script } = server;
  /** After which place each tab's stream began: what was before that it never had. */
  const beginnings = new Map<number, string>();

  const enter = (connection: StagedHttpConnection): void => {
    const { request, url } = connection;
    const tab = tabOf(url);
    const mode = lines.welcome(tab);
    const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? null;
    if (mode === 'hang') return;
    // A proxy tells when to come again, or nothing at all.
    if (mode === 'refuse' && script.seed % 3) connection.refuse(503, { 'retry-after': '2' });
    else if (mode === 'refuse') connection.refuse();
    else if (!server.admits(tab, token)) connection.refuse(401);
    else if (url.includes('/poll/')) answer(connection);
    else stream(connection, tab);
  };

  const answer = (connection: StagedHttpConnection): void => {
    const etag = `"${feed.place}"`;
    const isKnown = connection.request.headers.get('if-none-match') === etag;
    const after = new URL(connection.url).searchParams.get('after');
    connection.begin(isKnown ? 304 : 200, { etag, 'content-type': 'application/json' });
    const news = (after && feed.after(after)) || feed.history;
    if (!isKnown) connection.raw(JSON.stringify(news));
    connection.close();
  };

  const stream = (connection: StagedHttpConnection, tab: number): void => {
    const { lastEventId } = connection;
    const say = ({ id, type, payload }: FeedMessage): void =>
      connection.event({ id, event: type, data: JSON.stringify(payload) });
    connection.open();
    const missed = lastEventId ? feed.after(lastEventId) : repeats ? feed.history : [];
    if (!missed) connection.event({ event: 'reset', data: '{}', id: feed.place });
    if (!missed || !lastEventId) beginnings.set(tab, feed.place);
    // A server that is not sure what arrived repeats some of it, word for word.
    const known = feed.after(beginnings.get(tab)!) ?? feed.history;
    const count = (missed?.length ?? 0) + (lastEventId ? script.seed % 4 : 0);
    if (count > (missed?.length ?? 0)) known.slice(-count).forEach(say);
    else missed?.forEach(say);
    const beat = (): void => {
      if (connection.state !== 'open' || server.isClosed) return;
      connection.comment('beat');
      stage.runtime.clock.setTimeout(beat, BEAT);
    };
    stage.runtime.clock.setTimeout(beat, BEAT);
    const ends = [feed.follow(say)];
    const end = (): void => ends.forEach((stop) => stop());
    // Only the page's going is told: what this side ends it has to note itself.
    const drop = (): void => {
      end();
      connection.drop();
    };
    const close = (): void => {
      end();
      connection.close();
    };
    ends.push(
      lines.add(tab, {
        ...{ drop, close },
        stall: () => connection.stall(),
        restore: () => connection.restore(),
      }),
    );
    connection.onclose(end);
  };

  stage.sse('*', enter, { latency: script.latency, jitter: script.jitter });
}
