import type { CannedStream, SourceDeclaration, StreamInput } from '../stream.js';
import { httpUrl } from '../http-rules.js';
import { socketUrl } from '../websocket-rules.js';

/** A stream whose sources are to be played, or the URLs of far ends that are functions. */
export type Addresses = StreamInput | readonly string[];

/** What a network level answers: sockets, or requests. */
export type Kind = 'socket' | 'http';

/**
 * Lists the URLs, without their queries, that the page may use for the sources of a kind.
 *
 * The page's own origin stands for the stage's, so that relative URLs mean the same to both.
 */
export function pageUrls(addresses: Addresses, kind: Kind, baseUrl: string): string[] {
  const base = new URL(baseUrl);
  const pages = pageUrl();
  const parse = kind === 'socket' ? socketUrl : httpUrl;
  const urls = declaredUrls(addresses, kind).flatMap((address) => {
    const url = parse(address, baseUrl);
    const isOwn = url.host === base.host && pages;
    return isOwn ? [bare(url), bare(parse(url.pathname, pages))] : [bare(url)];
  });
  return [...new Set(urls)];
}

/** Makes the stage's URL of one that the page has asked for. */
export function urlOnStage(url: URL, baseUrl: string): string {
  const pages = pageUrl();
  if (!pages || url.host !== new URL(pages).host) return url.href;
  return new URL(`${url.pathname}${url.search}`, baseUrl).href;
}

/** Cuts the query off: tokens travel there. */
export function bare(url: URL): string {
  const cut = new URL(url);
  cut.search = '';
  return cut.href;
}

/** Makes the URL of a socket absolute as the page's own `WebSocket` does, or throws a SyntaxError. */
export function pageSocketUrl(url: string | URL): URL {
  return socketUrl(url, pageUrl() ?? 'about:blank');
}

/** The address that the page's own URLs are relative to. Node has none. */
function pageUrl(): string | undefined {
  const { document } = globalThis as { document?: Document };
  // A page without an address of its own, as in `about:blank`, has no relative ones either.
  return document?.baseURI.startsWith('http') ? document.baseURI : undefined;
}

/** Lists the URLs as they were declared. */
export function declaredUrls(addresses: Addresses, kind: Kind): string[] {
  if (isList(addresses)) {
    return addresses.filter((url) => /^wss?:/i.test(url) === (kind === 'socket'));
  }
  const sources: SourceDeclaration[] = Object.values((addresses as CannedStream).sources ?? {});
  return sources.flatMap((source) => {
    if (source.kind === 'channel') return [];
    return (source.kind === 'websocket') === (kind === 'socket') ? [source.url] : [];
  });
}

function isList(addresses: Addresses): addresses is readonly string[] {
  return Array.isArray(addresses);
}
