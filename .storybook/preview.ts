import '@fontsource-variable/inter';
// What Inter lacks. The fonts of the machine would make each machine's pictures different.
import '@fontsource-variable/noto-sans-arabic';
import '@fontsource-variable/noto-sans-hebrew';
import '@fontsource-variable/noto-sans-jp';
import '@fontsource-variable/noto-emoji';
import '@fontsource/dejavu-mono';
import './preview.css';
import addonA11y from '@storybook/addon-a11y';
import addonDocs from '@storybook/addon-docs';
// The API tables. Storybook's own preview for web components leaves them out.
import * as argTypes from '@storybook/web-components/entry-preview-argtypes';
import { definePreview, setCustomElementsManifest } from '@storybook/web-components-vite';
import { stageAddon } from '../src/storybook/stage-addon.js';
import { darkTheme, lightTheme } from './theme.js';
import { followToolbar, toolbar } from './toolbar.js';

// Made by `npm start` and `npm run build`. Tests run without it.
const manifests = import.meta.glob<object>('../custom-elements.json', {
  eager: true,
  import: 'default',
});
const manifest = manifests['../custom-elements.json'];
if (manifest) setCustomElementsManifest(manifest);

const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches;

export default definePreview({
  addons: [addonDocs(), addonA11y(), argTypes, stageAddon()],
  globalTypes: toolbar,
  initialGlobals: { theme: prefersDark ? 'dark' : 'light', direction: 'ltr', locale: 'en-GB' },
  decorators: [followToolbar],
  parameters: {
    a11y: { test: 'error' },
    backgrounds: { disable: true },
    docs: { theme: prefersDark ? darkTheme : lightTheme },
    layout: 'padded',
    options: {
      storySort: {
        order: [
          'Start here',
          'Scenes',
          'Control room',
          'Stage',
          'Transports',
          'Theming',
          'Reference',
        ],
      },
    },
  },
});
