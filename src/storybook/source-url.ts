import type { CannedStream } from '../stage/stream.js';

/** Finds the URL of a stream's first source of a kind, or throws. */
export function urlOfSource(
  { name, sources = {} }: CannedStream,
  kind: 'websocket' | 'sse',
): string {
  for (const source of Object.values(sources)) if (source.kind === kind) return source.url;
  throw new Error(
    `Failed to put a story on stream "${name}": it declares no source of kind "${kind}". ` +
      'Add one, or use withStage.',
  );
}
