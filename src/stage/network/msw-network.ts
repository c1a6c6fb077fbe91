import type { Stage } from '../stage.js';
import { AddressClaims } from './address-claims.js';
import { startWorker, type MswWorker } from './msw-worker.js';
import { loadMsw } from './packages.js';
import { bare, pageUrls, urlOnStage, type Addresses } from './page-addresses.js';

export interface MswOptions {
  /** Where msw's service worker is. Default `mockServiceWorker.js`, beside the page. */
  readonly workerUrl?: string | undefined;
  /** A worker of the page's own, started. By default one is started when it is first needed. */
  readonly worker?: MswWorker | undefined;
}

const claims = new AddressClaims<MswNetwork>();
/** What a scene asks itself, to hear when all that was asked before has come by. */
const PROBE = 'tallylight-probe';
let handler: object | undefined;

/**
 * Lets a page that calls `fetch` or `new EventSource` itself reach a stage: msw's service worker
 * answers at the URLs of a stream. Other URLs are the network's.
 *
 * It deviates from the platform where service workers do: Chromium drops `Last-Event-ID`, an event
 * stream that is lost ends without an error, and a request that the page gives up before it is
 * answered stays open at the far end.
 */
export class MswNetwork {
  readonly #stage: Stage;
  readonly #baseUrl: string;
  readonly #addresses: Addresses;
  readonly #options: MswOptions;
  readonly #ending = new AbortController();
  #begun = false;

  constructor(stage: Stage, addresses: Addresses, options: MswOptions = {}) {
    this.#stage = stage;
    this.#baseUrl = stage.runtime.page.baseUrl ?? '';
    this.#addresses = addresses;
    this.#options = options;
  }

  /**
   * Claims the URLs, and starts msw's service worker unless it runs. What the page has asked before,
   * such as an earlier scene's last request, is left to the network.
   *
   * Rejects with a `TallyError`: `address-taken` when another scene on this page answers one of the
   * URLs already, `no-worker` when the service worker does not start.
   */
  async begin(): Promise<void> {
    const { worker, workerUrl = 'mockServiceWorker.js' } = this.#options;
    claims.claim(pageUrls(this.#addresses, 'http', this.#baseUrl), this);
    try {
      await answerAll(worker ?? (await startWorker(workerUrl)));
      this.#begun = true;
    } catch (error) {
      this.end();
      throw error;
    }
  }

  /** Answers no more. Requests that are open fall silent, and the far end sees the page go. */
  end(): void {
    claims.release(this);
    this.#ending.abort();
  }

  [Symbol.dispose](): void {
    this.end();
  }

  /** Answers a request of the page as the stage does; `undefined` before the scene has begun. */
  async answer(request: Request): Promise<Response | undefined> {
    if (!this.#begun) return undefined;
    const { method, headers, credentials } = request;
    const { signal } = this.#ending;
    const url = urlOnStage(new URL(request.url), this.#baseUrl);
    const text = await request.text();
    const init = { method, headers, credentials, signal, ...(text && { body: text }) };
    try {
      const answer = await this.#stage.runtime.fetch(url, init);
      const body =
        answer.body && relay(answer.body, signal, method === 'GET' && isEventStream(answer));
      return new Response(body, { status: answer.status, headers: answer.headers });
    } catch {
      return signal.aborted ? silence() : Response.error();
    }
  }
}

/**
 * Sees to it that a worker asks this page's scenes, whatever handlers it had meanwhile. Resolves when
 * nothing that the page has asked before is on its way any more: requests come by in their order.
 */
async function answerAll(worker: MswWorker): Promise<void> {
  const { http } = await loadMsw();
  handler ??= http.all('*', ({ request }) => {
    const url = bare(new URL(request.url));
    return url.endsWith(PROBE) ? new Response() : claims.find(url)?.answer(request);
  });
  if (!worker.listHandlers().includes(handler)) worker.use(handler);
  await fetch(PROBE).catch(() => undefined);
}

/**
 * Hands on a body, and once `signal` is aborted says nothing more: a client that hears of an end
 * comes back.
 *
 * @param endsAlike Whether a loss looks like the end.
 */
function relay(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal,
  endsAlike: boolean,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        if (signal.aborted) return;
        if (endsAlike) controller.close();
        else controller.error(error);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/**
 * Tells what an `EventSource` reads: it comes back after a loss as after an end. Only when the body
 * that a service worker hands on breaks off, Chromium takes that for a cancellation, and stays away.
 */
function isEventStream({ headers }: Response): boolean {
  return /^text\/event-stream\b/i.test(headers.get('content-type') ?? '');
}

function silence(): Promise<never> {
  return new Promise(() => undefined);
}
