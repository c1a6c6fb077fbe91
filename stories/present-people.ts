import { ContextConsumer } from '@lit/context';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { runtimeContext, sourceContext } from '../src/controllers/contexts.js';
import type { PresenceChanges, PresentUser } from '../src/core/presence.js';
import { tokens } from '../src/styles/tokens.js';
import { PresenceService } from '../src/transports/presence-service.js';

/** Who is here, and who has just come or gone: for stories only. */
export class PresentPeopleElement extends LitElement {
  static override styles = [
    tokens,
    css`
      ul {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 40px 1fr auto;
        align-items: center;
        gap: 12px;
        padding: 8px 12px;
        border: 1px solid var(--_hairline);
        border-radius: 8px;
      }
      .face {
        display: grid;
        place-items: center;
        width: 40px;
        height: 40px;
        border: 2px solid var(--_live);
        border-radius: 50%;
        background: var(--_header);
        font-weight: 600;
      }
      .away .face {
        border: 2px dashed var(--_control-border);
        color: var(--_muted);
      }
      .name {
        font-weight: 600;
      }
      .status,
      .tabs,
      p {
        color: var(--_muted);
        font-size: 13px;
      }
      .status {
        display: block;
        font-weight: 400;
        line-height: 18px;
      }
      p {
        min-height: 20px;
        margin: 12px 0 0;
      }
    `,
  ];

  #people: readonly PresentUser[] = [];
  #news = '';
  #service: PresenceService | undefined;
  readonly #runtime = new ContextConsumer(this, { context: runtimeContext });
  readonly #source = new ContextConsumer(this, { context: sourceContext });

  override connectedCallback(): void {
    super.connectedCallback();
    const [runtime, source] = [this.#runtime.value, this.#source.value];
    if (!runtime || !source) return;
    const service = new PresenceService(source, { runtime });
    service.subscribe((changes) => {
      this.#people = service.getOnlineUsers();
      this.#news = inWords(changes);
      this.requestUpdate();
    });
    this.#service = service;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#service?.close();
  }

  override render(): TemplateResult {
    return html`<ul role="list" aria-label="Here now">
        ${this.#people.map((user) => this.#renderPerson(user))}
      </ul>
      <p role="status">${this.#people.length === 0 && !this.#news ? 'Nobody yet' : this.#news}</p>`;
  }

  #renderPerson({ userId, status, sessions }: PresentUser): TemplateResult {
    return html`<li class=${status}>
      <span class="face" aria-hidden="true">${userId[0]}</span>
      <span class="name"
        >${userId}<span class="status">${status === 'away' ? 'Away' : 'Online'}</span></span
      >
      <bdi class="tabs">${sessions > 1 ? `${sessions} tabs` : ''}</bdi>
    </li>`;
  }
}
function inWords({ joined, left, changed }: PresenceChanges): string {
  const names = (users: readonly PresentUser[]) => users.map(({ userId }) => userId).join(', ');
  const parts = [
    joined.length > 0 ? `Came: ${names(joined)}` : '',
    left.length > 0 ? `Left: ${names(left)}` : '',
    ...changed.map(({ userId, status }) => `${userId} is ${status === 'away' ? 'away' : 'back'}`),
  ];
  return parts.filter(Boolean).join(' · ');
}

declare global {
  interface HTMLElementTagNameMap {
    'present-people': PresentPeopleElement;
  }
}
