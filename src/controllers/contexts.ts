import { createContext } from '@lit/context';
import type { MessageSource } from '../core/message-source.js';
import type { Runtime } from '../core/runtime.js';

// Symbol.for: two copies of the kit in one page understand each other.

/** Hands a `Runtime` to every element inside. */
export const runtimeContext = createContext<Runtime>(Symbol.for('tallylight.runtime'));

/** Hands a `MessageSource` to every element inside. */
export const sourceContext = createContext<MessageSource>(Symbol.for('tallylight.source'));
