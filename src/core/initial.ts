/** The most code units of one sign: the longest emoji of a family or a flag have fewer. */
const LONGEST = 16;

/** What stands before a name and cannot be seen, such as direction marks. */
const UNSEEN = /^[\s\p{Cc}\p{Cf}]+/u;

let segmenter: Intl.Segmenter | undefined;

/**
 * Gives the first grapheme of a name in upper case, whatever the script; `?` for a name without any.
 *
 * @param locale Whose upper case counts: in Turkish that of “i” is “İ”.
 */
export function initialOf(name: string, locale?: string): string {
  // A sign with more marks on it than any language has is cut down to the sign.
  const first = firstGrapheme(name.replace(UNSEEN, ''));
  const upper = (
    first.length > LONGEST ? [...first].slice(0, 1).join('') : first
  ).toLocaleUpperCase(locale);
  return firstGrapheme(upper) || '?';
}

function firstGrapheme(text: string): string {
  // Firefox has it since version 125.
  if (!Intl.Segmenter) return [...text][0] ?? '';
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text.slice(0, 256))) return segment;
  return '';
}
