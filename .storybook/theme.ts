import { create } from 'storybook/theming/create';

const brand = {
  brandTitle: 'Tallylight',
  brandUrl: './',
  fontBase: '"Inter Variable", system-ui, sans-serif',
  appBorderRadius: 8,
  inputBorderRadius: 4,
} as const;

/** Storybook in the kit's own colours, by day. */
export const lightTheme = create({
  ...brand,
  base: 'light',
  brandImage: './brand-light.svg',
  colorPrimary: '#0a66d0',
  colorSecondary: '#0a66d0',
  appBg: '#f8f9fa',
  appContentBg: '#ffffff',
  appPreviewBg: '#ffffff',
  appBorderColor: '#d0d7de',
  textColor: '#1b1f24',
  textMutedColor: '#57606a',
  textInverseColor: '#ffffff',
  barBg: '#ffffff',
  barTextColor: '#57606a',
  barHoverColor: '#0a66d0',
  barSelectedColor: '#0a66d0',
  inputBg: '#ffffff',
  inputBorder: '#868f99',
  inputTextColor: '#1b1f24',
});

/** Storybook in the kit's own colours, by night. */
export const darkTheme = create({
  ...brand,
  base: 'dark',
  brandImage: './brand-dark.svg',
  colorPrimary: '#6cb0ff',
  colorSecondary: '#3d8bfd',
  appBg: '#16191d',
  appContentBg: '#1f242b',
  appPreviewBg: '#16191d',
  appBorderColor: '#30363d',
  textColor: '#e6edf3',
  textMutedColor: '#9da7b3',
  textInverseColor: '#0b1520',
  barBg: '#1f242b',
  barTextColor: '#9da7b3',
  barHoverColor: '#6cb0ff',
  barSelectedColor: '#6cb0ff',
  inputBg: '#16191d',
  inputBorder: '#6e7681',
  inputTextColor: '#e6edf3',
});
