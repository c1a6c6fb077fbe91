import { seededRandom } from '../src/stage/random.js';
import type { Action, CannedStream, Cue } from '../src/stage/stream.js';
import { ACTIONS, CHECKS, NEWS, PEOPLE, SHIPS, STATES, TARGETS } from './control-room-words.js';

/** When the stage's wall clock begins, in epoch ms. */
const START = Date.UTC(2026, 0, 15, 9, 0, 0);
const SECOND = 1000;

/** When each part of the ten minutes begins, in virtual ms. */
export const PARTS = {
  quiet: 0,
  flood: 60 * SECOND,
  outage: 150 * SECOND,
  recovery: 240 * SECOND,
  secondTab: 300 * SECOND,
  hostile: 390 * SECOND,
  evening: 450 * SECOND,
  end: 600 * SECOND,
} as const;

export const ADDRESSES = {
  socket: 'wss://stage.test/harbour',
  events: '/api/events',
  activities: '/api/activities',
  berths: '/api/berths',
  items: '/api/items',
} as const;

/** All that the elements listen to. */
const HEARD = [
  'notification',
  'presence-update',
  'presence-offline',
  'berth',
  'item-added',
] as const;

/** A row of the berths. */
export interface Berth {
  readonly id: string;
  readonly name: string;
  readonly ship: string;
  readonly state: string;
}

export interface Activity {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly action: string;
  readonly target: string;
  readonly timestamp: number;
}

export interface ListItem {
  readonly id: string;
  readonly text: string;
}

/** What is so at the far ends once the ten minutes are over. */
export interface Truth {
  /** All that ever happened, the newest first. */
  readonly activities: readonly Activity[];
  readonly berths: readonly Berth[];
  readonly people: readonly string[];
  /** How many notifications can have been shown: those of an outage are lost. */
  readonly notifications: number;
}

/**
 * Writes ten minutes of a harbour's control room as a canned stream: quiet, a flood, an outage and
 * its end, another tab, a hostile peer. The same seed gives the same minutes.
 */
export class ControlRoomScript {
  readonly items: readonly ListItem[] = CHECKS.map((text, n) => ({ id: `i${n + 1}`, text }));
  readonly #random: () => number;
  readonly #cues: Cue[] = [];
  readonly #activities: Activity[] = [];
  readonly #berths: Berth[];
  readonly #people = new Set<string>();
  #notifications = 0;
  #count = 0;

  constructor(seed: number) {
    this.#random = seededRandom(seed, 'control room');
    this.#berths = Array.from({ length: 5 }, (_, n) => this.#berth(n + 1));
    for (let n = 8; n > 0; n--) this.#activity(-n * 90 * SECOND);
    this.#play();
  }

  get stream(): CannedStream {
    const { socket, events, activities, berths } = ADDRESSES;
    return {
      name: 'control-room',
      description: 'Ten minutes in the control room of a harbour.',
      sources: {
        harbour: { kind: 'websocket', url: socket },
        events: { kind: 'sse', url: events },
        activities: { kind: 'http', url: activities, body: [] },
        berths: { kind: 'http', url: berths, body: [], delay: 300 },
      },
      faults: { harbour: { latency: 20, jitter: 60 }, events: { latency: 20, jitter: 60 } },
      cues: this.#cues,
    };
  }

  get truth(): Truth {
    return {
      activities: this.#activities.toReversed(),
      berths: this.#berths,
      people: [...this.#people],
      notifications: this.#notifications,
    };
  }

  #play(): void {
    const { quiet, flood, outage, recovery, secondTab, hostile, evening, end } = PARTS;
    this.#answer(0);
    for (const [n, { userId }] of PEOPLE.entries()) this.#comes(500 + n * 700, userId);
    this.#traffic(quiet + 4 * SECOND, flood, 8 * SECOND);
    this.#traffic(flood, flood + 20 * SECOND, 80);
    this.#traffic(flood + 40 * SECOND, outage, 10 * SECOND);
    for (const source of ['harbour', 'events'] as const) this.#at(outage, source, { do: 'drop' });
    for (const source of ['harbour', 'events', 'activities', 'berths'] as const) {
      this.#at(outage, source, { do: 'refuse' });
      this.#at(recovery, source, { do: 'restore' });
    }
    this.#unseen(outage + SECOND, recovery - SECOND);
    this.#traffic(recovery + 20 * SECOND, secondTab, 6 * SECOND);
    this.#otherTab(secondTab);
    this.#traffic(secondTab + 10 * SECOND, hostile, 12 * SECOND);
    this.#hostile(hostile);
    this.#traffic(evening, end - 60 * SECOND, 15 * SECOND);
  }

  /** Something of everything, at about equal distances. */
  #traffic(from: number, to: number, every: number): void {
    for (let at = from; at < to; at += every * (0.5 + this.#random())) {
      this.#happens(Math.round(at));
      if (this.#random() < 0.5) this.#tells(Math.round(at) + 7);
      if (this.#random() < 0.5) this.#moves(Math.round(at) + 11);
    }
    this.#answer(to);
  }

  #happens(at: number): void {
    const { id, ...data } = this.#activity(at);
    this.#at(at, 'events', { do: 'event', event: 'activity', id, data: { id, ...data } });
  }

  #tells(at: number): void {
    const id = `n${++this.#count}`;
    this.#notifications++;
    this.#say(at, 'notification', {
      ...NEWS[this.#notifications % NEWS.length],
      id,
      timestamp: START + at,
    });
  }

  #moves(at: number): void {
    const index = Math.floor(this.#random() * this.#berths.length);
    const item = (this.#berths[index] = this.#berth(index + 1));
    this.#say(at, 'berth', { item });
  }

  /** What goes on while nobody can hear it: events are kept for who comes back. */
  #unseen(from: number, to: number): void {
    for (let at = from; at < to; at += 20 * SECOND) {
      this.#happens(at);
      const index = Math.floor(this.#random() * this.#berths.length);
      this.#berths[index] = this.#berth(index + 1);
    }
    this.#answer(to);
  }

  /** Ada opens another tab, and Gus goes home. */
  #otherTab(at: number): void {
    this.#say(at, 'presence-update', { userId: 'ada', status: 'online', session: 'phone' });
    this.#say(at + 5 * SECOND, 'presence-offline', { userId: 'gus' });
    this.#people.delete('gus');
  }

  #hostile(at: number): void {
    const markup = '<img src=x onerror="document.title=\'owned\'">';
    const long = `${'harbour '.repeat(130_000)}`;
    const now = START + at;
    this.#say(at, 'notification', { id: '__proto__', title: markup, timestamp: now });
    this.#say(at, 'notification', { id: 7, title: long, type: 'constructor', timestamp: now });
    this.#notifications += 2;
    for (const payload of [null, 7, '', {}, { id: {} }, { id: '' }]) {
      for (const type of HEARD) this.#say(at + SECOND, type, payload);
    }
    this.#say(at + 2 * SECOND, 'presence-update', {
      userId: 'mallory',
      name: '\u202Egnp.exe <script>',
      color: 'red;background:url(//evil.test)',
      status: 'root',
    });
    this.#say(at + 4 * SECOND, 'presence-offline', { userId: 'mallory' });
    this.#at(at, 'harbour', { do: 'frame', data: '{"type":' });
    for (const data of ['', '[]', '{"id":{}}', '{"userName":"nobody"}', '{"id":"']) {
      this.#at(at + SECOND, 'events', { do: 'event', event: 'activity', data });
    }
  }

  #comes(at: number, userId: string): void {
    const person = PEOPLE.find((one) => one.userId === userId);
    this.#people.add(userId);
    // Everybody gives a sign of life twice a minute.
    const repeat = { times: userId === 'gus' ? 10 : 20, every: 30 * SECOND };
    this.#cues.push({
      ...{ at, source: 'harbour', do: 'message', type: 'presence-update', repeat },
      payload: { status: 'online', ...person },
    });
  }

  /** Lets who asks from now on learn what is so. */
  #answer(at: number): void {
    this.#at(at, 'berths', { do: 'respond', body: [...this.#berths], delay: 300 });
    const body = this.#activities.slice(-20).reverse();
    this.#at(at, 'activities', { do: 'respond', body, delay: 400 });
  }

  #say(at: number, type: string, payload: unknown): void {
    this.#at(at, 'harbour', { do: 'message', type, payload });
  }

  #at(at: number, source: string, action: Action): void {
    this.#cues.push({ at, source, ...action });
  }

  #activity(at: number): Activity {
    const { userId, name } = this.#pick(PEOPLE);
    const activity = {
      ...{ id: `a${++this.#count}`, userId, userName: name, timestamp: START + at },
      action: this.#pick(ACTIONS),
      target: this.#pick(TARGETS),
    };
    this.#activities.push(activity);
    return activity;
  }

  #berth(n: number): Berth {
    return {
      ...{ id: `b${n}`, name: `Berth ${n}` },
      ship: SHIPS[n - 1] as string,
      state: this.#pick(STATES),
    };
  }

  #pick<Value>(values: readonly Value[]): Value {
    return values[Math.floor(this.#random() * values.length)] as Value;
  }
}
