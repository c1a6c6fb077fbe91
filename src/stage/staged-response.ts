/**
 * Makes a `Response` whose methods read its body with nothing but microtasks.
 *
 * The platform reads constructed bodies on tasks of its own, which virtual time would not wait for.
 */
export function stagedResponse(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  init: ResponseInit,
  url: string,
): Response {
  return readable(new Response(body, init), url);
}

function readable(response: Response, url: string): Response {
  const clone = response.clone.bind(response);
  const bytes = (): Promise<Uint8Array<ArrayBuffer>> => readAll(response);
  const text = async (): Promise<string> => new TextDecoder().decode(await bytes());
  const methods = {
    bytes,
    text,
    json: async () => JSON.parse(await text()) as unknown,
    arrayBuffer: async () => (await bytes()).buffer,
    blob: async () =>
      new Blob([await bytes()], { type: response.headers.get('content-type') ?? '' }),
    clone: () => readable(clone(), url),
  };
  for (const [name, value] of Object.entries({ ...methods, url })) {
    Object.defineProperty(response, name, { value, configurable: true });
  }
  return response;
}

async function readAll(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  if (response.bodyUsed) throw new TypeError('The body has already been read');
  const chunks: Uint8Array[] = [];
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  for (let result = await reader?.read(); result?.value; result = await reader?.read()) {
    chunks.push(result.value);
  }
  const all = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.byteLength, 0));
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return all;
}
