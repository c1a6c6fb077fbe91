import '@fontsource-variable/inter';
import { addons } from 'storybook/manager-api';
import { darkTheme, lightTheme } from './theme.js';

const prefersDark = matchMedia('(prefers-color-scheme: dark)');

function applyTheme() {
  addons.setConfig({ theme: prefersDark.matches ? darkTheme : lightTheme });
}

applyTheme();
prefersDark.addEventListener('change', applyTheme);
