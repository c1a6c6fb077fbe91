import type { WebSocketClientOptions } from './websocket-options.js';

/**
 * Makes what the `WebSocket` constructor wants, with the token where it belongs. The URL may be
 * relative and http(s); a query it has is kept.
 */
export function websocketAddress(
  url: string,
  baseUrl: string | undefined,
  token: string | undefined,
  { tokenIn = 'query', tokenName = 'token', protocols = [], codecs }: WebSocketClientOptions,
): [url: string, protocols: string[]] {
  const address = new URL(url, baseUrl);
  const offered = [...protocols, ...(codecs?.names ?? [])];
  address.protocol = address.protocol.replace('http', 'ws');
  if (token && tokenIn === 'query') address.searchParams.set(tokenName, token);
  if (token && tokenIn === 'protocol') offered.push(tokenName, token);
  return [address.href, offered];
}
