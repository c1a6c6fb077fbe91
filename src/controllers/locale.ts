/** Reads the language around a host as a language tag; `undefined` where none is named. */
export function localeOf(host: Element): string | undefined {
  const lang = host.closest<HTMLElement>('[lang]')?.lang;
  try {
    return Intl.getCanonicalLocales(lang)[0];
  } catch {
    // A page may say lang="en_US", which is no language tag.
    return undefined;
  }
}
