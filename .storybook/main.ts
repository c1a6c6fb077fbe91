import { defineMain } from '@storybook/web-components-vite/node';
import { mswWorker } from '../scripts/msw-worker.mjs';

export default defineMain({
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  // The baselines of the visual tests are the film strips of the docs.
  staticDirs: ['./static', { from: '../test/visual/baselines/linux', to: '/pictures' }],
  // Some scenes are for code that opens its own connections: a service worker answers those.
  viteFinal: (config) => ({ ...config, plugins: [...(config.plugins ?? []), mswWorker()] }),
  features: { sidebarOnboardingChecklist: false },
  core: {
    disableTelemetry: true,
    disableWhatsNewNotifications: true,
  },
});
