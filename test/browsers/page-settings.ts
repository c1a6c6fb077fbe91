/** A server of documents that a page can write through. */
export type ServerKind = 'y-websocket' | 'hocuspocus' | 'plain' | 'plain-strict';

/** What the address of a page says about its editor. */
export interface PageSettings {
  /** Left out, there is no server. */
  readonly server?: ServerKind;
  readonly port?: string;
  readonly room: string;
  readonly user: string;
  readonly tabs?: 'yes';
  readonly persist?: 'yes';
  /** Opens the page in a sandbox, where it has no storage. */
  readonly sandbox?: 'yes';
}
