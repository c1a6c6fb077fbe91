import { html, nothing } from 'lit';
import type { Decorator, Preview } from '@storybook/web-components-vite';

/** What the toolbar offers, story by story. */
export const toolbar: NonNullable<Preview['globalTypes']> = {
  theme: {
    description: 'Colours of the page',
    toolbar: {
      title: 'Theme',
      icon: 'contrast',
      dynamicTitle: true,
      items: [
        { value: 'light', title: 'Light', icon: 'sun' },
        { value: 'dark', title: 'Dark', icon: 'moon' },
      ],
    },
  },
  direction: {
    description: 'Reading direction of the page',
    toolbar: {
      title: 'Direction',
      icon: 'transfer',
      dynamicTitle: true,
      items: [
        { value: 'ltr', title: 'Left to right' },
        { value: 'rtl', title: 'Right to left' },
      ],
    },
  },
  locale: {
    description: 'Language of times and numbers',
    toolbar: {
      title: 'Locale',
      icon: 'globe',
      dynamicTitle: true,
      items: [
        { value: 'en-GB', title: 'English' },
        { value: 'de-DE', title: 'Deutsch' },
        { value: 'ar-EG', title: 'العربية' },
        { value: 'ja-JP', title: '日本語' },
      ],
    },
  },
};

/**
 * Gives a story the theme, direction and language that the toolbar shows. On its own page they are
 * the page's; on a docs page, where stories differ, they are the story's.
 */
export const followToolbar: Decorator = (story, { globals, viewMode }) => {
  const { theme, direction, locale } = globals as Record<string, string>;
  if (viewMode === 'docs') {
    return html`<div
      class="canvas"
      data-theme=${theme ?? nothing}
      dir=${direction ?? nothing}
      lang=${locale ?? nothing}
    >
      ${story()}
    </div>`;
  }
  const page = document.documentElement;
  page.dataset['theme'] = theme ?? '';
  page.dir = direction ?? '';
  page.lang = locale ?? '';
  return story();
};
