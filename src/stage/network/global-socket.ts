import type { WebSocketConstructor } from '../../core/runtime.js';

// Through its descriptor the property comes back as it was, also where there was none.
const property = 'WebSocket';
let original: PropertyDescriptor | undefined;
let isKept = false;
let standIn: WebSocketConstructor | undefined;
let guards = 0;

/** The platform's own `WebSocket`, whoever stands in for it. `undefined` where there is none. */
export function originalSocket(): WebSocketConstructor | undefined {
  const descriptor: { value?: unknown } | undefined = isKept ? original : found();
  return descriptor?.value as WebSocketConstructor | undefined;
}

/** Lets `stranger` stand in for the page's `WebSocket`, or with `undefined` puts that back. */
export function setStandIn(stranger: WebSocketConstructor | undefined): void {
  keep();
  standIn = stranger;
  settle();
}

/** Does work that puts a `WebSocket` of its own in place, which nobody wants. */
export async function withoutTrace<Result>(work: () => Promise<Result>): Promise<Result> {
  keep();
  guards++;
  try {
    return await work();
  } finally {
    guards--;
    settle();
  }
}

function keep(): void {
  if (isKept) return;
  original = found();
  isKept = true;
}

function settle(): void {
  if (standIn) {
    const descriptor = { configurable: true, enumerable: false, writable: true, value: standIn };
    Object.defineProperty(globalThis, property, descriptor);
  } else if (original) {
    Object.defineProperty(globalThis, property, original);
  } else {
    Reflect.deleteProperty(globalThis, property);
  }
  if (!standIn && guards === 0) isKept = false;
}

function found(): PropertyDescriptor | undefined {
  return Object.getOwnPropertyDescriptor(globalThis, property);
}
