/** What `postMessage` of a worker takes as its second argument. */
export type TransferOption = Transferable[] | StructuredSerializeOptions;

/** Longer lists are logged by their length. */
const LONGEST_LOGGED_LIST = 20;

/**
 * Clones what was posted, at once, as the platform does.
 *
 * @param args The arguments of `postMessage`.
 * @throws DataCloneError for what cannot be cloned, TypeError without arguments.
 */
export function clonePosted(args: readonly unknown[]): unknown {
  if (args.length === 0) {
    throw new TypeError(
      "Failed to execute 'postMessage' on 'Worker': 1 argument required, but only 0 present.",
    );
  }
  const option = args[1] as TransferOption | null | undefined;
  const transfer = Array.isArray(option) ? option : option?.transfer;
  return structuredClone(args[0], transfer ? { transfer } : undefined);
}

/** Describes a message in one line. */
export function describeMessage(message: unknown): string {
  const shorten = (_: string, value: unknown): unknown => {
    if (typeof value === 'bigint') return `${value}n`;
    if (ArrayBuffer.isView(value)) return `${value.constructor.name}(${value.byteLength} bytes)`;
    const long = Array.isArray(value) && value.length > LONGEST_LOGGED_LIST;
    return long ? `${(value as unknown[]).length} items` : value;
  };
  try {
    return JSON.stringify(message, shorten) ?? String(message);
  } catch {
    // A cyclic message can be sent, though not be written down.
    return String(message);
  }
}
