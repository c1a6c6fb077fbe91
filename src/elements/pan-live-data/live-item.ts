import { html, nothing, type TemplateResult } from 'lit';
import type { LiveRow } from '../../core/live-row.js';
import { cutText } from '../../core/wire-text.js';
import type { PanLiveDataStrings } from './pan-live-data.strings.js';

/** The fields that may be an item's title, the best first. */
const TITLES = ['title', 'name', 'label'];
const MAX_FIELDS = 6;
const MAX_TITLE = 256;
const MAX_VALUE = 120;
const MAX_NAME = 40;
/** A moment as ISO 8601 has it: a date alone says enough as it is. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** Renders an item of which nothing is known: its title, and what else it says. It is text only. */
export function renderItem(
  { key, item }: LiveRow,
  keyField: string,
  words: PanLiveDataStrings,
  locale: string | undefined,
): TemplateResult {
  const titleField = TITLES.find((name) => cutText(item[name], 1) !== '');
  const title = titleField === undefined ? key : item[titleField];
  const fields = Object.entries(item)
    .filter(([name]) => name !== titleField && name !== keyField)
    .map(([name, value]) => [nameOf(name), textOf(value, words, locale)] as const)
    .filter(([, text]) => text !== '')
    .slice(0, MAX_FIELDS);
  return html`<div class="title" part="title"><bdi>${cutText(title, MAX_TITLE)}</bdi></div>
    ${
      fields.length === 0
        ? nothing
        : html`<dl class="fields" part="fields">
            ${fields.map(
              ([name, text]) =>
                html`<div>
                  <dt><bdi>${name}</bdi></dt>
                  <dd><bdi>${text}</bdi></dd>
                </div>`,
            )}
          </dl>`
    }`;
}

/** Puts a field's name into words: `unitPrice` and `unit_price` as “unit price”. */
function nameOf(field: string): string {
  const words = field.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[_-]+/g, ' ');
  return cutText(words === words.toUpperCase() ? words : words.toLowerCase(), MAX_NAME);
}

/** Puts a field's value into words; what is no text, number or truth has none. */
function textOf(value: unknown, words: PanLiveDataStrings, locale: string | undefined): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const text = cutText(value, MAX_VALUE);
  if (!MOMENT.test(text) || Number.isNaN(Date.parse(text))) return text;
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(locale, style).format(Date.parse(text));
}
