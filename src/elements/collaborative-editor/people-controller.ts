import type { LitElement, ReactiveController } from 'lit';
import type { AnnounceController } from '../../controllers/announce-controller.js';
import { localeOf } from '../../controllers/locale.js';
import type { Unsubscribe } from '../../core/runtime.js';
import type { Collaborator } from '../../documents/collaborator.js';
import type { DocumentEvents } from '../../documents/document-events.js';
import type { SharedDocument } from '../../documents/shared-document.js';
import { CaretLayer } from './caret-layer.js';
import type { CollaborativeEditorStrings } from './collaborative-editor.strings.js';
import { PeopleNews, type News } from './people-news.js';
import type { SurfaceController } from './surface-controller.js';

/** How many names a sentence has before it counts the rest. */
const NAMED = 3;

/** What the host has to tell. */
export interface PeopleView {
  words(): CollaborativeEditorStrings;
  now(): number;
  /** Whether the others can be heard: who cannot has not left. */
  isHeard(): boolean;
  readonly redraw: () => void;
  redrawIn(delay: number): void;
}

/** Shows where the others are, and says who comes, goes, and is where. */
export class PeopleController implements ReactiveController {
  readonly #host: LitElement;
  readonly #surface: SurfaceController;
  readonly #announcer: AnnounceController;
  readonly #view: PeopleView;
  readonly #carets: CaretLayer;
  #news = new PeopleNews();
  #document: SharedDocument | undefined;
  /** Who is here, in the order in which they came, every tab by itself. */
  #all: readonly Collaborator[] = [];

  constructor(
    host: LitElement,
    surface: SurfaceController,
    announcer: AnnounceController,
    view: PeopleView,
  ) {
    this.#host = host;
    this.#surface = surface;
    this.#announcer = announcer;
    this.#view = view;
    this.#carets = new CaretLayer(() => surface.current);
    host.addController(this);
  }

  /** Who is here, everybody once, however many tabs they have. */
  get users(): readonly Collaborator[] {
    const users = new Map<string, Collaborator>();
    for (const person of this.#all) {
      const known = users.get(person.userId) ?? person;
      const selection = known.selection ?? person.selection;
      const typing = known.typing || person.typing;
      users.set(person.userId, { ...known, selection, typing });
    }
    return [...users.values()];
  }

  /** Shows who has a document open until the returned function is called. */
  follow(document: SharedDocument): Unsubscribe {
    this.#document = document;
    this.#news = new PeopleNews();
    const onChange = ({ changes }: DocumentEvents['change']): void => this.#carets.shift(changes);
    document.addEventListener('change', onChange);
    document.addEventListener('people', this.#view.redraw);
    return () => {
      document.removeEventListener('change', onChange);
      document.removeEventListener('people', this.#view.redraw);
      this.#document = undefined;
    };
  }

  /** Puts names into a list in words, each so that it turns nothing around it. */
  list(people: readonly { readonly name: string }[]): string {
    const words = this.#view.words();
    const some = people.length > NAMED + 1 ? people.slice(0, NAMED) : people;
    const names = some.map(({ name }) => isolated(name || words.someone));
    if (some.length < people.length) names.push(words.others(people.length - some.length));
    return new Intl.ListFormat(localeOf(this.#host), { type: 'conjunction' }).format(names);
  }

  /** Finds out who is where, and says what is news. Call it while rendering. */
  read(): void {
    const { current } = this.#surface;
    // Where they are changes with the text before them.
    this.#all = this.#surface.placed(this.#document?.people ?? []);
    if (!this.#view.isHeard()) return;
    const news = this.#news.hear(
      this.#all,
      (position) => current.lineAt(position),
      this.#view.now(),
    );
    this.#view.redrawIn(news.due);
    const text = this.#wordsOf(news);
    if (text) this.#announcer.say(text);
  }

  hostUpdated(): void {
    const { someone } = this.#view.words();
    const fadeIn = this.#carets.draw(this.#all, ({ name }) => name || someone, this.#view.now());
    this.#view.redrawIn(fadeIn);
  }

  #wordsOf({ joined, left, isFirst, moved }: News): string {
    const words = this.#view.words();
    const joinedWords = isFirst ? words.here : words.joined;
    const places = moved.slice(0, NAMED).map(({ name, line }) =>
      // People count lines from 1.
      words.onLine(isolated(name || words.someone), line + 1),
    );
    const isLong = moved.length > NAMED;
    return [
      joined.length > 0 ? joinedWords(this.list(joined), joined.length) : '',
      left.length > 0 ? words.left(this.list(left), left.length) : '',
      ...places,
      isLong ? words.elsewhere(moved.length - NAMED) : '',
    ]
      .filter(Boolean)
      .join(moved.length > 0 ? ', ' : '. ');
  }
}

/** Wraps a name so that it turns nothing around it, where there is no markup to do so. */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
