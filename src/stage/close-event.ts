/** Node has no `CloseEvent` before version 23. */
class PlainCloseEvent extends Event implements CloseEvent {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;

  constructor(type: string, { code = 0, reason = '', wasClean = false }: CloseEventInit = {}) {
    super(type);
    this.code = code;
    this.reason = reason;
    this.wasClean = wasClean;
  }
}
Object.defineProperty(PlainCloseEvent, 'name', { value: 'CloseEvent' });

/** Makes a `close` event of the platform's own class where there is one. */
export function closeEvent(init: CloseEventInit): CloseEvent {
  const Native = (globalThis as { CloseEvent?: typeof CloseEvent }).CloseEvent;
  return new (Native ?? PlainCloseEvent)('close', init);
}
