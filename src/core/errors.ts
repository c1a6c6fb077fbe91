/**
 * Carries every failure the kit reports by itself.
 *
 * The message reads "Failed to <do> <object>: <cause>. <Remedy>."; `code` is for programs and stays
 * the same when the wording changes.
 */
export class TallyError<Code extends string = string> extends Error {
  override readonly name: string = 'TallyError';

  constructor(
    /** Names the kind of failure. */
    readonly code: Code,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
