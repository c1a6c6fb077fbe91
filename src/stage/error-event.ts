/** Node has no `ErrorEvent`. */
class PlainErrorEvent extends Event implements ErrorEvent {
  readonly message: string;
  readonly filename: string;
  readonly lineno = 0;
  readonly colno = 0;
  readonly error = null;

  constructor(type: string, { message = '', filename = '', ...init }: ErrorEventInit = {}) {
    super(type, init);
    this.message = message;
    this.filename = filename;
  }
}
Object.defineProperty(PlainErrorEvent, 'name', { value: 'ErrorEvent' });

/** Makes an `error` event of the platform's own class where there is one. */
export function errorEvent(init: Pick<ErrorEventInit, 'message' | 'filename'>): ErrorEvent {
  const Native = (globalThis as { ErrorEvent?: typeof ErrorEvent }).ErrorEvent;
  // Without `error: null` Chromium says undefined.
  return new (Native ?? PlainErrorEvent)('error', { ...init, error: null, cancelable: true });
}
