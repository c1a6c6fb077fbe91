import {
  LitElement,
  html,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { AnnounceController } from '../../controllers/announce-controller.js';
import { FadeController } from '../../controllers/fade-controller.js';
import { localeOf } from '../../controllers/locale.js';
import { numberProperty } from '../../controllers/number-property.js';
import { PopoverController } from '../../controllers/popover-controller.js';
import { PresenceController, type PresencePhase } from '../../controllers/presence-controller.js';
import { RelativeTimeController } from '../../controllers/relative-time-controller.js';
import type { MessageSource } from '../../core/message-source.js';
import { chooseFaces, type Person } from '../../core/people.js';
import type { PresenceTracker } from '../../core/presence-tracker.js';
import type { Runtime } from '../../core/runtime.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { isolated, renderFaces, renderRows, type FaceView } from './presence-faces.js';
import { PresenceInvalidEvent } from './presence-list.events.js';
import { presenceListStrings, type PresenceListStrings } from './presence-list.strings.js';
import { styles } from './presence-list.styles.js';

/** How many names a sentence has before it counts the rest. */
const NAMED = 3;

/**
 * Shows who else is here: a face for each user, however many tabs they have, and behind the faces a
 * list of everybody by name.
 *
 * Tells the server that this tab is here, too. Joins and leaves are said once a second at most.
 * Without a connection nobody leaves: the faces turn grey and say how old they are.
 *
 * @fires presence-invalid - A message does not say who it is about. Does not bubble.
 * @csspart row - Everything but the list.
 * @csspart faces - The button with the faces, which opens the list.
 * @csspart face - A face; also `face-online`, `face-away`, `face-offline`.
 * @csspart more - The number of those for whom there is no room.
 * @csspart empty - What is said while nobody is there.
 * @csspart skeleton - The shapes of faces that are on their way.
 * @csspart stale - The line that says how old everything is.
 * @csspart panel - What opens: everybody by name.
 * @csspart title - The panel's first line, which counts them.
 * @csspart list - The list of everybody.
 * @csspart person - A row of the list; also `person-online`, `person-away`, `person-offline`.
 * @csspart name - A name.
 * @csspart details - What is known besides: the status, and how many tabs.
 */
export class PresenceListElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, controls, styles];

  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    presence: { attribute: false },
    runtime: { attribute: false },
    max: numberProperty(5),
    self: {},
    keepOffline: numberProperty(0, 'keep-offline'),
    grace: numberProperty(2000),
    strings: { attribute: false },
  };

  /** The source of presence messages; by default the one provided around the element. */
  source: MessageSource | undefined;

  /** The page's own `PresenceService`, to be shown instead of one made for the source. */
  presence: PresenceTracker | undefined;

  /** The runtime to take time from; by default the one provided around the element. */
  runtime: Runtime | undefined;

  /** How many faces are shown; the others are counted. */
  max = 5;

  /** The reader's own user id, who is left out. */
  self = '';

  /** For how long somebody who has gone is shown as offline, in ms. */
  keepOffline = 0;

  /** How much downtime is passed over, in ms. */
  grace = 2000;

  /** Words in another language. What is left out stays in English. */
  strings: Partial<PresenceListStrings> = {};

  #merged: { strings?: object; words: PresenceListStrings } = { words: presenceListStrings };
  #hadFocus = false;

  readonly #presence = new PresenceController(this, {
    onChange: (joined, left, isFirst) => this.#announce(joined, left, isFirst),
    onInvalid: (problem, payload) => this.dispatchEvent(new PresenceInvalidEvent(problem, payload)),
  });
  readonly #times = new RelativeTimeController(this, this.#presence.runtime, this.#presence.redraw);
  readonly #announcer = new AnnounceController(this, this.#presence.runtime, (count, latest) =>
    this.#words.burst(count, latest),
  );
  readonly #fade = new FadeController(this, this.#presence.runtime);
  readonly #popover = new PopoverController(this, {
    anchor: '.faces',
    panel: '.panel',
    width: 280,
  });

  protected override willUpdate(): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
  }

  protected override updated(): void {
    // When the last one goes, so does what had the focus.
    if (!this.#hadFocus || this.shadowRoot?.activeElement) return;
    this.renderRoot.querySelector<HTMLElement>('.row')?.focus();
  }

  override render(): TemplateResult {
    const words = this.#words;
    const phase = this.#presence.readPhase();
    const people = this.#presence.people.list;
    const view = { words, timeOf: this.#timeOf };
    return html`
      ${this.#announcer.render()}
      <div class="row" part="row" data-phase=${phase} tabindex="-1">
        ${people.length > 0 ? this.#renderFaces(people, view) : renderNobody(phase, words)}
        ${phase === 'stale' ? this.#renderStale(words) : nothing}
      </div>
      ${people.length > 0 ? this.#renderPanel(people, phase, view) : nothing}
    `;
  }

  #renderFaces(people: readonly Person[], view: FaceView): TemplateResult {
    const { words } = view;
    const most = Math.max(0, Math.floor(this.max));
    const more = people.length - most;
    return html`<button class="faces" part="faces" type="button" popovertarget="panel">
      ${renderFaces(chooseFaces(people, most), view)}
      ${
        more > 0
          ? html`<span class="more" part="more" aria-hidden="true">${words.more(more)}</span>`
          : nothing
      }
      <span class="visually-hidden">${words.here(this.#namesOf(people), people.length)}</span>
    </button>`;
  }

  #renderPanel(people: readonly Person[], phase: PresencePhase, view: FaceView): TemplateResult {
    return html`<div
      class="panel"
      part="panel"
      id="panel"
      popover="auto"
      role="group"
      aria-labelledby="title"
      data-phase=${phase}
      tabindex="0"
      @beforetoggle=${this.#popover.onBeforeToggle}
    >
      <p class="title" part="title" id="title">${view.words.people(people.length)}</p>
      ${this.#popover.isOpen ? renderRows(people, view) : nothing}
    </div>`;
  }

  #renderStale(words: PresenceListStrings): TemplateResult {
    const time = this.#times.say(this.#presence.lostAt, words);
    return html`<span class="stale" part="stale"
      ><tally-lamp .state=${'stale'}></tally-lamp>${words.asOf(time)}</span
    >`;
  }

  get #words(): PresenceListStrings {
    const { strings } = this;
    if (this.#merged.strings !== strings) {
      this.#merged = { strings, words: { ...presenceListStrings, ...strings } };
    }
    return this.#merged.words;
  }

  readonly #timeOf = ({ leftAt }: Person): string =>
    leftAt === undefined ? '' : this.#times.say(this.#presence.toWallClock(leftAt), this.#words);

  #namesOf(people: readonly Person[]): string {
    const words = this.#words;
    const some = people.length > NAMED + 1 ? people.slice(0, NAMED) : people;
    const names = some.map(({ name }) => isolated(name || words.someone));
    const others = people.length - some.length;
    if (others > 0) names.push(words.others(others));
    return new Intl.ListFormat(localeOf(this), { type: 'conjunction' }).format(names);
  }

  #announce(joined: readonly Person[], left: readonly Person[], isFirst: boolean): void {
    const { here, ...words } = this.#words;
    const say = isFirst ? here : words.joined;
    const news = [
      joined.length > 0 ? say(this.#namesOf(joined), joined.length) : '',
      left.length > 0 ? words.left(this.#namesOf(left), left.length) : '',
    ];
    const text = news.filter(Boolean).join('. ');
    if (text) this.#announcer.say(text);
    if (!isFirst) for (const { userId } of joined) this.#fade.arrived(userId);
  }
}

function renderNobody(phase: PresencePhase, words: PresenceListStrings): TemplateResult {
  switch (phase) {
    case 'loading':
      return html`<span class="skeleton" part="skeleton" aria-hidden="true"
          ><span></span><span></span><span></span></span
        ><span class="visually-hidden">${words.loading}</span>`;
    case 'offline':
      return html`<span class="empty" part="empty"
        ><tally-lamp .state=${'idle'}></tally-lamp>${words.notConnected}</span
      >`;
    default:
      return html`<span class="empty" part="empty">${words.empty}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'presence-list': PresenceListElement;
  }
}
