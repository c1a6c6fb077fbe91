declare module '@storybook/web-components/entry-preview-argtypes' {
  import type { Preview } from '@storybook/web-components-vite';

  export const parameters: NonNullable<Preview['parameters']>;
  export const argTypesEnhancers: NonNullable<Preview['argTypesEnhancers']>;
}
