import { ContextConsumer } from '@lit/context';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { runtimeContext } from '../src/controllers/contexts.js';
import { controls } from '../src/styles/controls.js';
import { tokens } from '../src/styles/tokens.js';
import { AuthSyncService } from '../src/transports/auth-sync.js';
import { TabSyncService } from '../src/transports/tab-sync.js';

/** A page behind a login, with the login itself: for stories only. */
export class MemberPageElement extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      h3 {
        margin: 0 0 4px;
        font-size: 16px;
        line-height: 24px;
      }
      p {
        margin: 0 0 12px;
        color: var(--_muted);
      }
      button {
        padding: 4px 12px;
        border-color: var(--_control-border);
      }
      .primary {
        border-color: transparent;
        background: var(--_accent);
        color: var(--_on-accent);
      }
    `,
  ];

  #url = '/account';
  #user = 'Ada';
  #tabs: TabSyncService | undefined;
  #auth: AuthSyncService | undefined;

  constructor() {
    super();
    new ContextConsumer(this, {
      context: runtimeContext,
      callback: (runtime) => {
        this.#letGo();
        this.#tabs = new TabSyncService('auth', { runtime });
        this.#auth = new AuthSyncService({
          tabs: this.#tabs,
          runtime,
          logOut: () => (this.#user = ''),
          navigate: (url) => this.#go(url),
          // The server would know who is there by now.
          reload: () => this.#enter(),
        });
      },
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#letGo();
  }

  override render(): TemplateResult {
    return this.#user ? this.#renderAccount() : this.#renderLogin();
  }

  #renderAccount(): TemplateResult {
    return html`<h3>Welcome, ${this.#user}</h3>
      <p>Three orders, one on its way.</p>
      <button type="button" @click=${this.#onLogOut}>Log out</button>`;
  }

  #renderLogin(): TemplateResult {
    const elsewhere = this.#url.includes('reason=logout-other-tab');
    return html`<h3>Log in</h3>
      <p role="status">
        ${elsewhere ? 'You have been logged out in another tab.' : 'You have logged out.'}
      </p>
      <button type="button" class="primary" @click=${this.#onLogIn}>Log in as Ada</button>`;
  }

  readonly #onLogOut = (): void => {
    this.#user = '';
    this.#go('/login');
    this.#auth?.broadcastLogout();
  };

  readonly #onLogIn = (): void => {
    this.#enter();
    this.#auth?.broadcastLogin({ name: 'Ada' });
  };

  #enter(): void {
    this.#user = 'Ada';
    this.#go('/account');
  }

  #go(url: string): void {
    this.#url = url;
    const tab = this.closest('stage-tab');
    if (tab) tab.address = url;
    this.requestUpdate();
  }

  #letGo(): void {
    this.#auth?.close();
    this.#tabs?.close();
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'member-page': MemberPageElement;
  }
}
