import { expect } from 'vitest';
import { server } from 'vitest/browser';

/** Where the baselines were made. Fonts and rasterisers of other systems draw other pixels. */
const BASELINE_PLATFORM = 'linux';

let told = false;

/**
 * Compares `element` with its baseline, pixel by pixel. Elsewhere than on the baselines' platform it
 * only says, once a file, that it compares nothing.
 *
 * Only for code that runs under Vitest: elsewhere import it dynamically, behind a check for
 * `__vitest_browser__`.
 */
export async function matchPicture(element: Element, name: string): Promise<void> {
  if (server.platform === BASELINE_PLATFORM) {
    await expect(element).toMatchScreenshot(name);
    return;
  }
  if (told) return;
  told = true;
  console.warn(
    `Pictures are not compared: the baselines were made on ${BASELINE_PLATFORM}, this is ` +
      `${server.platform}. Run the tests in a Linux container to compare them.`,
  );
}
