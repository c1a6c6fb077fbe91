/** A message on a page's bus. */
export interface PanMessage {
  readonly topic: string;
  readonly data: unknown;
  /** Names the message for good, so that a second delivery can be recognised. */
  readonly id?: string | number | undefined;
  /** When it was made, in wall-clock ms. */
  readonly ts?: number | string | undefined;
  /** Whether the bus keeps it for later subscribers; only topics that end in `.state` are kept. */
  readonly retain?: boolean | undefined;
  /** The topic that an answer goes to. */
  readonly replyTo?: string | undefined;
  /** What an answer has to repeat. */
  readonly correlationId?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Tells whether a value is a message: anything with a topic. */
export function isPanMessage(value: unknown): value is PanMessage {
  const topic = (value as PanMessage | null | undefined)?.topic;
  return typeof topic === 'string' && topic !== '';
}

/** Reads from what came over a wire the fields that a bus understands; what is of a wrong type stays behind. */
export function passedOn(frame: object): Partial<PanMessage> {
  const { id, retain, replyTo, correlationId, headers } = frame as PanMessage;
  return {
    ...(/string|number/.test(typeof id) && { id }),
    ...(retain === true && { retain }),
    ...(typeof replyTo === 'string' && { replyTo }),
    ...(typeof correlationId === 'string' && { correlationId }),
    ...(typeof headers === 'object' && headers && { headers }),
  };
}
