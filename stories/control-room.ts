import '../src/define.js';
import { LitElement, html, type CSSResultGroup, type TemplateResult } from 'lit';
import type {
  ActivityFeedElement,
  ConnectionStatusElement,
  NotificationFeedElement,
  OptimisticListElement,
  PanLiveDataElement,
  PresenceListElement,
  ThrottledInputElement,
} from '../src/define.js';
import { tokens } from '../src/styles/tokens.js';
import { ADDRESSES } from './control-room-script.js';
import { styles } from './control-room.styles.js';

/** The first and the longest window from which the delay after a loss is drawn, in ms. */
const BACKOFF = '1000,5000';

/** The control room of a harbour, with every element of the kit at its desk: for stories only. */
export class ControlRoomElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, styles];

  get feed(): NotificationFeedElement {
    return this.#find('notification-feed');
  }

  get activities(): ActivityFeedElement {
    return this.#find('activity-feed');
  }

  get berths(): PanLiveDataElement {
    return this.#find('pan-live-data');
  }

  get list(): OptimisticListElement {
    return this.#find('optimistic-list');
  }

  get people(): PresenceListElement {
    return this.#find('presence-list');
  }

  get search(): ThrottledInputElement {
    return this.#find('throttled-input');
  }

  get badge(): ConnectionStatusElement {
    return this.#find('header connection-status');
  }

  override render(): TemplateResult {
    const { socket, events, activities, berths, items } = ADDRESSES;
    return html`<pan-websocket
      .url=${socket}
      .reconnectDelay=${BACKOFF}
      .maxReconnectAttempts=${Infinity}
    >
      <header>
        <h2>Harbour control</h2>
        <connection-status></connection-status>
        <presence-list .self=${'me'}></presence-list>
      </header>
      <div class="desks">
        <div class="desk">
          <throttled-input .label=${'Find a ship'} .type=${'search'}></throttled-input>
          <pan-live-data .src=${berths} .event=${'berth'} .label=${'Berths'}></pan-live-data>
          <section aria-labelledby="tasks">
            <h3 id="tasks">To do today</h3>
            <optimistic-list .src=${items}></optimistic-list>
          </section>
        </div>
        <pan-sse .src=${events} .backoff=${BACKOFF}>
          <activity-feed .src=${activities}></activity-feed>
        </pan-sse>
        <div>
          <h3>Notifications</h3>
          <notification-feed .placement=${'inline'} .status=${'never'}></notification-feed>
        </div>
      </div>
    </pan-websocket>`;
  }

  #find<Found extends Element>(selector: string): Found {
    return this.renderRoot.querySelector(selector) as Found;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'control-room': ControlRoomElement;
  }
}
