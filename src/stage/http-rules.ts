/** Obtains the URL of a request, or throws a TypeError. [Fetch: Request constructor] */
export function httpUrl(value: string, baseUrl: string): URL {
  const url = parse(value, baseUrl);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new TypeError(
      `The URL's scheme must be "http" or "https", not "${url.protocol.slice(0, -1)}"`,
    );
  }
  url.hash = '';
  return url;
}

function parse(value: string, baseUrl: string): URL {
  try {
    return new URL(value, baseUrl);
  } catch {
    throw new TypeError(`The URL "${value}" is invalid`);
  }
}
