import type { Codecs, Frame } from '../../core/codec.js';
import type { WireMessage } from '../../core/envelope.js';
import { isPanMessage } from '../../core/pan-message.js';
import type { Clock } from '../../core/runtime.js';

/** Marks a payload that is a whole frame of its own. */
const FRAME = 'pan:frame';
const MARK = `"payload":{"${FRAME}":`;

/** What came that is no message: JSON of another shape, or no JSON at all. */
export interface LooseFrame {
  readonly message?: unknown;
  readonly raw?: unknown;
}

/** Both envelopes, `{topic, data, ts, id}` and `{type, payload, timestamp}`, on one wire. */
export interface PanEnvelopes extends Codecs {
  /** Gives the frame that a message came in. */
  frameOf(message: WireMessage): unknown;
}

/** Wraps what is to go on the wire as it is, as the payload of a message of any type. */
export function wrapped(frame: unknown): object {
  return { [FRAME]: frame ?? null };
}

/**
 * Makes a client read and write both envelopes.
 *
 * @param heartbeatTopic The topic that pings bear as well, for servers that know topics only. What
 *   comes on it, or on the same with `pong` for `ping`, is a sign of life and nothing else.
 */
export function panEnvelopes(
  heartbeatTopic: () => string,
  onLoose: (frame: LooseFrame) => void,
): PanEnvelopes {
  const frames = new WeakMap<WireMessage, unknown>();

  const read = (frame: unknown, clock: Clock): WireMessage | undefined => {
    const typed = frame as WireMessage | null;
    if (!isPanMessage(frame) || typed?.type === 'pong')
      return typeof typed?.type === 'string' ? typed : undefined;
    const { topic, data, ts, ...rest } = frame;
    const { payload, timestamp } = rest as Partial<WireMessage>;
    const message = {
      ...(rest as object),
      type: topic,
      payload: data === undefined ? payload : data,
      timestamp: ts ?? timestamp ?? clock.now(),
    };
    frames.set(message, frame);
    return message;
  };

  return {
    names: [],
    frameOf: (message) => frames.get(message) ?? message,
    open: (_, line, clock, maxSize = 1048576) => ({
      ...line,
      send: (frame) => line.send(rewritten(frame, heartbeatTopic())),
      receive(data) {
        if (typeof data !== 'string' || data.length > maxSize) {
          if (typeof data !== 'string') onLoose({ raw: data });
          return line.receive(data);
        }
        let frame: unknown;
        try {
          frame = JSON.parse(data);
        } catch {
          onLoose({ raw: data });
          return line.receive(data);
        }
        const message = read(frame, clock);
        const heartbeat = heartbeatTopic();
        if (!message) onLoose({ message: frame });
        else if (heartbeat && message.type === heartbeat.replace(/ping$/, 'pong'))
          line.receive(() => ({ ...message, type: 'pong' }));
        else if (!heartbeat || message.type !== heartbeat) line.receive(() => message);
      },
    }),
  };
}

function rewritten(frame: Frame, heartbeatTopic: string): Frame {
  if (typeof frame !== 'string') return frame;
  const isPing = frame.startsWith('{"type":"ping",');
  if (!isPing && !frame.includes(MARK)) return frame;
  const message = JSON.parse(frame) as WireMessage<Record<string, unknown>>;
  const { payload, timestamp, id } = message;
  if (payload && Object.hasOwn(payload, FRAME)) return enveloped(payload[FRAME], timestamp, id);
  if (!isPing || !heartbeatTopic) return frame;
  return JSON.stringify({ ...message, topic: heartbeatTopic, data: payload, ts: timestamp });
}

function enveloped(frame: unknown, now: number | string, id: string | undefined): string {
  if (typeof frame === 'string') return frame;
  if (isPanMessage(frame)) {
    const { topic, data, ts = now, id: own = id, ...rest } = frame;
    return JSON.stringify({ topic, data, ts, id: own, ...rest });
  }
  if (typeof (frame as WireMessage | null)?.type !== 'string') return JSON.stringify(frame);
  const { type, payload, timestamp = now, id: own = id, ...rest } = frame as WireMessage;
  return JSON.stringify({ type, payload, timestamp, id: own, ...rest });
}
