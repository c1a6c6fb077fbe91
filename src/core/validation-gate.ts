import type { WireMessage } from './envelope.js';
import type { TallyError } from './errors.js';
import { failure } from './failure.js';
import type { SchemaIssue, SchemaResult, StandardSchema } from './standard-schema.js';

const MAX_BACKLOG = 1000;

/**
 * Lets pass, in their order, the messages whose payload meets the schema of their type.
 *
 * Returns the function that takes the messages. They pass at once, unless a schema answers with a
 * promise: then whatever comes after waits as well. None of the callbacks may throw.
 *
 * @param onError Learns of messages dropped because too many wait for a slow schema.
 */
export function createValidationGate(
  schemas: Readonly<Record<string, StandardSchema>> | undefined,
  onValid: (message: WireMessage) => void,
  onInvalid: (message: WireMessage, issues: readonly SchemaIssue[]) => void,
  onError: (error: TallyError) => void,
): (message: WireMessage) => void {
  const byType = new Map(Object.entries(schemas ?? {}));
  let tail = Promise.resolve();
  let waiting = 0;

  /** Judges a message, at once if the schema can. */
  const judge = (message: WireMessage): Promise<void> | undefined => {
    const schema = byType.get(message.type)?.['~standard'];
    if (!schema) return void onValid(message);
    const refuse = (error: unknown): void => onInvalid(message, [{ message: String(error) }]);
    const decide = ({ value, issues }: SchemaResult): void =>
      issues ? onInvalid(message, issues) : onValid({ ...message, payload: value });
    try {
      const result = schema.validate(message.payload);
      if ('then' in result) return result.then(decide).catch(refuse);
      decide(result);
    } catch (error) {
      refuse(error);
    }
    return undefined;
  };

  return (message) => {
    if (waiting >= MAX_BACKLOG) {
      return onError(failure(`read "${message.type}"`, 'inbound-full'));
    }
    const judged = waiting ? tail.then(() => judge(message)) : judge(message);
    if (!judged) return;
    waiting++;
    tail = judged.then(() => void waiting--);
  };
}
