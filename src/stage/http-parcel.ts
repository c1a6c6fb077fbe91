/** What travels between a page's `fetch` and a far end. */
export type HttpParcel =
  | { readonly kind: 'request' }
  /** The page lost interest. */
  | { readonly kind: 'abort' }
  | {
      readonly kind: 'head';
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
    }
  | { readonly kind: 'chunk'; readonly data: string | Uint8Array }
  | { readonly kind: 'end' }
  /** A network error: before the head `fetch` rejects, after it the body fails. */
  | { readonly kind: 'fail' };

/** What a far end sees of a request. */
export interface StagedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** The body as text; empty without one. */
  readonly body: string;
  /** What `fetch` was called with, without its body. */
  readonly credentials: RequestCredentials;
}

/** Statuses that never have a body. [Fetch: null body status] */
export const BODYLESS: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);
