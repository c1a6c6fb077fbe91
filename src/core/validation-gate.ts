import type { WireMessage } from './envelope.js';
import type { TallyError } from './errors.js';
import { failure } from './failure.js';
import type { SchemaIssue, SchemaResult, StandardSchema } from './standard-schema.js';

const MAX_BACKLOG = 1000;

/**
 * Lets pass, in their order, the messages whose payload meets the schema of their type.
 *
 * Returns the function that takes the messages. Without schemas they pass at once, with schemas in a
 * microtask: a schema may be asynchronous. None of the callbacks may throw.
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

  const judge = async (message: WireMessage): Promise<void> => {
    const { type, payload } = message;
    try {
      const schema = byType.get(type)?.['~standard'];
      const { value, issues }: SchemaResult = (await schema?.validate(payload)) ?? {
        value: payload,
      };
      if (issues) onInvalid(message, issues);
      else onValid({ ...message, payload: value });
    } catch (error) {
      onInvalid(message, [{ message: String(error) }]);
    }
    waiting--;
  };

  return (message) => {
    if (!schemas) onValid(message);
    else if (waiting < MAX_BACKLOG) {
      waiting++;
      tail = tail.then(() => judge(message));
    } else onError(failure(`read "${message.type}"`, 'inbound-full'));
  };
}
