import { existsSync } from 'node:fs';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BROWSER_FLAGS, findBrowser } from './scripts/browser.mjs';
import { mswWorker } from './scripts/msw-worker.mjs';

const executablePath = await findBrowser();
/** How long a test may take, in ms. Nothing waits for real time, but a busy machine is slow. */
const PATIENCE = 60_000;
/** What would let the same page be drawn with other pixels, depending on what was drawn before. */
const SAME_PIXELS = [
  '--disable-partial-raster',
  '--disable-checker-imaging',
  '--disable-lcd-text',
  '--disable-skia-runtime-opts',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
];
// The size that Storybook gives every story unless its viewport says otherwise.
const viewport = { width: 1200, height: 900 };
const contractServer = 'test/contract/global-setup.ts';

/** Everything is bundled beforehand: a dependency found late reloads the page under a running test. */
const optimizeDeps = {
  entries: ['src/**/*.ts', 'stories/**/*.ts', '.storybook/preview.ts', 'test/elements/**/*.ts'],
  include: [
    'idb',
    'lit',
    'lit/decorators.js',
    'lit/directive.js',
    'lit/directive-helpers.js',
    'lit/static-html.js',
    'lit/directives/*.js',
    '@codemirror/commands',
    '@codemirror/state',
    '@codemirror/view',
    '@lit/context',
    '@storybook/addon-a11y',
    '@storybook/addon-a11y/preview',
    '@storybook/addon-docs',
    '@storybook/web-components-vite',
    '@storybook/web-components/entry-preview-argtypes',
    'mock-socket',
    'msw',
    'msw/browser',
    'partysocket/ws',
    'reconnecting-websocket',
    'storybook/internal/csf',
    'storybook/preview-api',
    'storybook/test',
    'y-indexeddb',
    'y-protocols/awareness',
    'yjs',
  ],
};

declare module 'vitest' {
  interface ProvidedContext {
    /** How many seeds the control room is played with. */
    seeds: number;
  }
}

export default defineConfig({
  test: {
    onConsoleLog: (text) => !text.includes('Lit is in dev mode'),
    projects: [
      {
        test: {
          name: 'unit',
          testTimeout: PATIENCE,
          environment: 'node',
          include: ['test/{core,documents,transports,stage,tooling}/**/*.test.ts'],
        },
      },
      {
        optimizeDeps,
        plugins: [mswWorker()],
        test: {
          name: 'elements',
          include: ['test/elements/**/*.test.ts'],
          provide: { seeds: Number(process.env['TALLYLIGHT_SEEDS'] ?? 5) },
          testTimeout: PATIENCE,
          browser: browser(),
        },
      },
      {
        optimizeDeps,
        plugins: [storybookTest({ configDir: '.storybook' })],
        test: {
          name: 'stories',
          setupFiles: ['test/visual/take-pictures.ts'],
          testTimeout: PATIENCE,
          browser: browser(),
        },
      },
      {
        optimizeDeps,
        plugins: [mswWorker()],
        test: {
          name: 'fidelity',
          include: ['test/fidelity/**/*.test.ts'],
          exclude: process.env['TALLYLIGHT_MOCKS'] ? [] : ['test/fidelity/mocks/**'],
          globalSetup: existsSync(contractServer) ? [contractServer] : [],
          sequence: { groupOrder: 2 },
          // Browsers open six connections to a server at a time, and a probe may take two.
          maxConcurrency: 2,
          testTimeout: PATIENCE,
          browser: browser(),
        },
      },
      {
        optimizeDeps,
        plugins: [mswWorker()],
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          globalSetup: existsSync(contractServer) ? [contractServer] : [],
          // Real sockets and real time: nothing else may compete for the processor.
          sequence: { groupOrder: 1 },
          testTimeout: PATIENCE,
          browser: browser(),
        },
      },
      {
        test: {
          name: 'browsers',
          environment: 'node',
          include: ['test/browsers/**/*.test.ts'],
          globalSetup: [contractServer, 'test/browsers/global-setup.ts'],
          sequence: { groupOrder: 3 },
          // All files share two browsers.
          fileParallelism: false,
          testTimeout: PATIENCE,
        },
      },
    ],
  },
});

interface PictureName {
  root: string;
  platform: string;
  testFileName: string;
  arg: string;
  ext: string;
}

/** Names pictures by platform, subject and moment: `baselines/linux/notification-feed/outage.png`. */
function picturePath(folder: 'baselines' | 'actual') {
  return ({ root, platform, testFileName, arg, ext }: PictureName) => {
    const [subject = testFileName] = testFileName.split('.');
    return `${root}/test/visual/${folder}/${platform}/${subject}/${arg}${ext}`;
  };
}

/** One browser that shows the same picture on every run. */
function browser() {
  return {
    enabled: true,
    headless: true,
    ui: false,
    viewport,
    screenshotFailures: false,
    provider: playwright({
      launchOptions: {
        args: [...BROWSER_FLAGS, ...SAME_PIXELS],
        ...(executablePath && { executablePath }),
      },
      contextOptions: {
        viewport,
        deviceScaleFactor: 1,
        locale: 'en-GB',
        timezoneId: 'UTC',
        reducedMotion: 'reduce' as const,
        colorScheme: 'light' as const,
      },
    }),
    instances: [{ browser: 'chromium' as const }],
    expect: {
      toMatchScreenshot: {
        comparatorName: 'pixelmatch' as const,
        comparatorOptions: { threshold: 0, allowedMismatchedPixels: 0 },
        resolveScreenshotPath: picturePath('baselines'),
        resolveDiffPath: picturePath('actual'),
      },
    },
  };
}
