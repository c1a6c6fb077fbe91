import { html, nothing, type TemplateResult } from 'lit';
import { styleProperties } from '../../controllers/style-properties.js';
import type { ActivityRow } from '../../core/activity-list.js';
import type { Activity } from '../../core/activity.js';
import { faceOf } from '../../core/face.js';
import type { ActivityFeedStrings } from './activity-feed.strings.js';

/** What the rows share. When it is another object they are all rendered again. */
export interface RowView {
  readonly words: ActivityFeedStrings;
  readonly locale: string | undefined;
  readonly timeOf: (activity: Activity) => string;
  readonly isUnread: (row: ActivityRow) => boolean;
  readonly isExpanded: (row: ActivityRow) => boolean;
  /** Whether it is the last row that was not seen before this visit. */
  readonly isLastNew: (row: ActivityRow) => boolean;
}

/** Says what a row shows besides its activities: with it, the row is rendered again. */
export function extraOf(row: ActivityRow, view: RowView): string {
  const flags = [view.isUnread(row), view.isExpanded(row), view.isLastNew(row)];
  return `${view.timeOf(row.activities[0]!)} ${flags.map(Number).join('')}`;
}

/** Finds the oldest row that is newer than what had been seen, if there are others below. */
export function lastNewOf(
  rows: readonly ActivityRow[],
  visitFrom: number,
): ActivityRow | undefined {
  if (visitFrom === 0) return undefined;
  const first = rows.findIndex(({ activities }) => activities[0]!.timestamp <= visitFrom);
  return rows[first - 1];
}

/** Renders a row. What it says came off the wire: it is text and nothing else. */
export function renderRow(row: ActivityRow, view: RowView): TemplateResult {
  const { key, activities } = row;
  const { words } = view;
  const [newest, ...others] = activities as [Activity, ...Activity[]];
  const isUnread = view.isUnread(row);
  const isExpanded = view.isExpanded(row);
  return html`<article
    class="row"
    part=${isUnread ? 'row row-unread' : 'row'}
    data-key=${key}
    aria-labelledby="${key}-what"
    aria-describedby="${key}-when"
  >
    ${renderFace(newest, view)}
    <div class="body">
      <p class="what" part="what" id="${key}-what">
        <bdi class="user" part="user">${newest.userName || words.someone}</bdi>
        <bdi class="action" part="action">${newest.action}</bdi>
        ${newest.target ? html`<bdi class="target" part="target">${newest.target}</bdi>` : nothing}
      </p>
      <div class="when">
        <time part="time" id="${key}-when" datetime=${isoOf(newest)}>${view.timeOf(newest)}</time>
        ${others.length > 0 ? renderExpander(others.length, isExpanded, words) : nothing}
      </div>
      ${isExpanded ? renderOthers(others, view) : nothing}
    </div>
    ${isUnread ? html`<span class="dot" part="unread" role="img" aria-label=${words.unread}></span>` : nothing}
    ${view.isLastNew(row) ? html`<p class="since" part="since">${words.sinceLastVisit}</p>` : nothing}
  </article>`;
}

function renderFace({ userId, userName, color }: Activity, { locale }: RowView): TemplateResult {
  const { initial, colour } = faceOf(userId, userName, color, locale);
  return html`<span
    class="face"
    part="avatar"
    aria-hidden="true"
    ${styleProperties({ '--_fill-light': colour.light, '--_fill-dark': colour.dark })}
    ><span class="initial">${initial}</span></span
  >`;
}

function renderExpander(
  count: number,
  isExpanded: boolean,
  words: ActivityFeedStrings,
): TemplateResult {
  return html`<button
    class="link"
    part="expander"
    type="button"
    data-do="expand"
    aria-expanded=${isExpanded}
  >
    ${isExpanded ? words.fewer : words.more(count)}
  </button>`;
}

function renderOthers(others: readonly Activity[], view: RowView): TemplateResult {
  return html`<ul class="others" part="others" role="list">
    ${others.map(
      (activity) =>
        html`<li data-id=${activity.id}>
          ${
            activity.target
              ? html`<bdi class="target" part="target">${activity.target}</bdi>`
              : html`<bdi>${activity.action}</bdi>`
          }
          <time part="time" datetime=${isoOf(activity)}>${view.timeOf(activity)}</time>
        </li>`,
    )}
  </ul>`;
}

function isoOf({ timestamp }: Activity): string {
  return new Date(timestamp).toISOString();
}
