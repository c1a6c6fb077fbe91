import type { Runtime } from '../../src/core/runtime.js';
import { StagedPage } from '../../src/stage/staged-page.js';
import { browserRuntime } from '../../src/transports/browser-runtime.js';

/** The browser's runtime, except for what a world must have for itself. */
export interface PageRuntime {
  readonly runtime: Runtime;
  readonly page: StagedPage;
  readonly errors: unknown[];
}

/** Makes the browser's runtime with a page and an error report of its own. */
export function pageRuntime(own: Partial<Runtime> = {}): PageRuntime {
  const errors: unknown[] = [];
  const report = (error: unknown): void => void errors.push(error);
  const page = new StagedPage(document.baseURI, { freeze() {}, thaw() {}, report });
  // Not a copy: what the browser has is looked up when it is needed.
  const runtime = Object.create(
    browserRuntime,
    Object.getOwnPropertyDescriptors({ page, reportError: report, ...own }),
  ) as Runtime;
  return { runtime, page, errors };
}
