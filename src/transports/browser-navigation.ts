/** How a service moves the page it runs in. */
export interface Navigation {
  /** Goes to `url`, so that the way back stays. */
  readonly navigate: (url: string) => void;
  /** Loads the page again. */
  readonly reload: () => void;
}

/** The browser's own navigation. Nothing is touched before it is needed. */
export const browserNavigation: Navigation = {
  navigate: (url) => globalThis.location.assign(url),
  reload: () => globalThis.location.reload(),
};
