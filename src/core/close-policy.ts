/** How a connection ended. A lost link has code 1006 and no reason of its own. */
export interface CloseInfo {
  readonly code: number;
  readonly reason: string;
}

/** Decides whether a lost connection is worth another attempt. */
export type ClosePolicy = (close: CloseInfo) => boolean;

/** Reconnects unless an end said goodbye: 1000 (done) or 1001 (going away), RFC 6455 § 7.4.1. */
export const reconnectUnlessGoodbye: ClosePolicy = ({ code }) => code !== 1000 && code !== 1001;
