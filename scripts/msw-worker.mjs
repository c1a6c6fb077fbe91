import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const NAME = 'mockServiceWorker.js';

/**
 * Serves msw's service worker at the root, straight from the package, and puts it into builds: a
 * copy in the repository would go stale.
 *
 * @returns {import('vite').Plugin}
 */
export function mswWorker() {
  const path = createRequire(import.meta.url).resolve(`msw/${NAME}`);
  return {
    name: 'tallylight:msw-worker',
    configureServer({ middlewares }) {
      middlewares.use(`/${NAME}`, (_request, response) => {
        response.setHeader('content-type', 'text/javascript');
        response.end(readFileSync(path));
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: NAME, source: readFileSync(path) });
    },
  };
}
