import { TallyError } from '../core/errors.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import { browserNavigation, type Navigation } from './browser-navigation.js';
import { browserRuntime } from './browser-runtime.js';
import { tabSync } from './services.js';
import type { TabSyncService } from './tab-sync.js';

/** What an `AuthSyncService` says. Never a token: every script of the origin can listen. */
interface AuthPayloads {
  'auth-logout': Record<string, never>;
  'auth-login': { readonly user: unknown };
  'auth-token-refresh': Record<string, never>;
  'data-updated': { readonly resource: string; readonly id: unknown };
}

/** What happens in this tab when another one says so. What is not given does nothing. */
export interface AuthSyncOptions extends Partial<Navigation> {
  /** Speaks with the other tabs. Default `tabSync`. */
  readonly tabs?: Pick<TabSyncService, 'broadcast' | 'on'> | undefined;
  readonly runtime?: Runtime | undefined;
  /** Forgets the session of this tab. */
  readonly logOut?: (() => unknown) | undefined;
  /** Where to go afterwards. Default `/login?reason=logout-other-tab`. */
  readonly logoutUrl?: string | undefined;
  /** For how many ms `logOut` may delay that; further logouts until then are the same. Default 1000. */
  readonly logOutTimeout?: number | undefined;
  /** Reads the session again, because its token has changed. */
  readonly readSession?: (() => unknown) | undefined;
  /** Loads again what has changed. */
  readonly reloadResource?: ((resource: string, id: unknown) => unknown) | undefined;
}

/** Keeps the tabs of one user logged in and out together. */
export class AuthSyncService {
  readonly #options: AuthSyncOptions;
  readonly #runtime: Runtime;
  readonly #tabs: Pick<TabSyncService<Record<string, unknown>>, 'broadcast' | 'on'>;
  readonly #stops: readonly Unsubscribe[];
  /** Until when further logouts are the same, by the monotonic clock. */
  #leavingUntil = -Infinity;

  constructor(options: AuthSyncOptions = {}) {
    const { tabs = tabSync, runtime = browserRuntime, reload = browserNavigation.reload } = options;
    this.#options = options;
    this.#runtime = runtime;
    this.#tabs = tabs;
    this.#stops = [
      tabs.on('auth-logout', () => this.#logOut()),
      tabs.on('auth-login', () => void this.#try(reload)),
      tabs.on('auth-token-refresh', () => void this.#try(options.readSession)),
      tabs.on('data-updated', (payload) => this.#reload(payload)),
    ];
  }

  /** Logs all other tabs out. Says whether the message is on its way. */
  broadcastLogout(): boolean {
    return this.#tell('auth-logout', {});
  }

  /** Lets all other tabs load again as `user`, which they get to see. */
  broadcastLogin(user: unknown): boolean {
    return this.#tell('auth-login', { user });
  }

  /** Lets all other tabs read the session again. */
  broadcastTokenRefresh(): boolean {
    return this.#tell('auth-token-refresh', {});
  }

  /** Lets all other tabs load a resource again. */
  broadcastDataUpdated(resource: string, id: unknown): boolean {
    return this.#tell('data-updated', { resource, id });
  }

  /** Listens no more. The other tabs' service stays open: it is not this one's. */
  close(): void {
    for (const stop of this.#stops) stop();
  }

  #tell<Type extends keyof AuthPayloads>(type: Type, payload: AuthPayloads[Type]): boolean {
    return this.#tabs.broadcast(type, payload);
  }

  #logOut(): void {
    const { clock } = this.#runtime;
    const { logOut, logOutTimeout = 1000 } = this.#options;
    // A frozen tab's timers may run later than what it hears when it thaws.
    if (clock.monotonic() < this.#leavingUntil) return;
    this.#leavingUntil = clock.monotonic() + logOutTimeout;
    const { navigate = browserNavigation.navigate } = this.#options;
    const { logoutUrl = '/login?reason=logout-other-tab' } = this.#options;
    let gone = false;
    const go = (): void => {
      if (!gone) void this.#try(() => navigate(logoutUrl));
      gone = true;
    };
    // A log-out that hangs or fails must not leave the session on the screen.
    clock.setTimeout(go, logOutTimeout);
    void this.#try(logOut).then(go);
  }

  #reload(payload: unknown): void {
    const { resource, id } = (payload ?? {}) as Partial<AuthPayloads['data-updated']>;
    if (typeof resource === 'string') {
      void this.#try(() => this.#options.reloadResource?.(resource, id));
    } else {
      this.#runtime.reportError(
        new TallyError(
          'malformed-message',
          'Failed to read "data-updated": it names no resource. Send {"resource": "…", "id": …}.',
        ),
      );
    }
  }

  async #try(action: (() => unknown) | undefined): Promise<void> {
    try {
      await action?.();
    } catch (error) {
      this.#runtime.reportError(error);
    }
  }
}
