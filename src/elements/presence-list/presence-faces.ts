import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { keyedRows } from '../../controllers/keyed-rows.js';
import { styleProperties } from '../../controllers/style-properties.js';
import type { Person } from '../../core/people.js';
import type { PresenceListStrings } from './presence-list.strings.js';

/** What the faces and rows share. When it is another object they are all rendered again. */
export interface FaceView {
  readonly words: PresenceListStrings;
  /** Says when somebody went; empty for who is here. */
  readonly timeOf: (person: Person) => string;
}

/** How many rows the list of everybody has at most. */
const LISTED = 200;

/** Renders faces in a row. What they show came off the wire: text and checked colours. */
export function renderFaces(people: readonly Person[], view: FaceView): TemplateResult {
  return html`${keyedRows({
    items: people,
    keyOf: ({ userId }) => userId,
    extraOf: () => '',
    render: (person) => renderFace(person, titleOf(person, view.words)),
    shared: view.words,
  })}`;
}

/** Renders everybody with their names. */
export function renderRows(people: readonly Person[], view: FaceView): TemplateResult {
  const { words, timeOf } = view;
  const unlisted = people.length - LISTED;
  return html`<ul part="list" role="list">
    ${keyedRows({
      items: unlisted > 0 ? people.slice(0, LISTED) : people,
      keyOf: ({ userId }) => userId,
      extraOf: timeOf,
      render: (person) => renderRow(person, view),
      shared: words,
    })}
    ${unlisted > 0 ? html`<li class="unlisted">${words.others(unlisted)}</li>` : nothing}
  </ul>`;
}

/** Wraps a name so that it turns nothing around it, where there is no markup to do so. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

function renderRow(person: Person, { words, timeOf }: FaceView): TemplateResult {
  const { name, status, sessions } = person;
  const time = timeOf(person);
  const details = [words[status], time, sessions > 1 ? words.tabs(sessions) : ''];
  return html`<li class="person" part="person person-${status}" data-key=${person.userId}>
    ${renderFace(person, nothing)}
    <span class="lines">
      <bdi class="name" part="name" title=${name || words.someone}>${name || words.someone}</bdi>
      <span class="details" part="details">${details.filter(Boolean).join(' · ')}</span>
    </span>
  </li>`;
}

function renderFace(
  { userId, initial, colour, status }: Person,
  title: string | typeof nothing,
): TemplateResult {
  return html`<span
    class="face"
    part="face face-${status}"
    data-key=${userId}
    data-status=${status}
    title=${title}
    aria-hidden="true"
    ${styleProperties({ '--_fill-light': colour.light, '--_fill-dark': colour.dark })}
    ><span class="initial">${initial}</span>${MARKS[status]}</span
  >`;
}

function titleOf({ name, status }: Person, words: PresenceListStrings): string {
  return `${isolated(name || words.someone)} · ${words[status]}`;
}

// The shape of a mark says what its colour says.
const MARKS: Readonly<Record<Person['status'], SVGTemplateResult>> = {
  online: mark(svg`<circle cx="5" cy="5" r="5" />`),
  away: mark(svg`<path d="M3.6.2a5 5 0 1 0 6.2 6.2A4.4 4.4 0 0 1 3.6.2z" />`),
  offline: mark(svg`<circle class="hollow" cx="5" cy="5" r="4" />`),
};

function mark(shape: SVGTemplateResult): SVGTemplateResult {
  return svg`<svg class="mark" viewBox="0 0 10 10">${shape}</svg>`;
}
