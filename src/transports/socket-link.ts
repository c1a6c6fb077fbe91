import type { CloseInfo } from '../core/close-policy.js';
import { createAlarm } from '../core/alarm.js';
import type { FrameLine } from '../core/codec.js';
import type { TallyError } from '../core/errors.js';
import { failure } from '../core/failure.js';
import { createInFlight } from '../core/in-flight.js';
import type { Runtime } from '../core/runtime.js';
import type { TrackedMessage } from '../core/sent-message.js';
import { createWatchdog, type Watchdog } from '../core/watchdog.js';
import { websocketAddress } from './websocket-address.js';
import type { WebSocketClientOptions } from './websocket-options.js';

/** One socket's life: from the token through opening and heartbeats to its end. */
export interface SocketLink {
  /** Hands a message to the socket. Says `false` when the socket would swallow it. */
  take(message: TrackedMessage): boolean;
  /** Asks for a sign of life now. */
  probe(): void;
  /** Lets go of the socket at once, whatever state it is in. Reports nothing. */
  close(code?: number, reason?: string): void;
}

/**
 * Starts one attempt to connect. The callbacks come later, never from within this call.
 *
 * @param onFrame Gets every frame, and what to call if it is a pong.
 * @param onLost The link is gone, or never came to be. Nothing is reported afterwards.
 */
export function openLink(
  url: string,
  runtime: Runtime,
  options: WebSocketClientOptions,
  onOpen: () => void,
  onFrame: (data: unknown, notePong: () => void) => void,
  onLost: (close: CloseInfo, error?: TallyError) => void,
): SocketLink {
  const {
    connectionTimeout = 10000,
    heartbeatInterval = 30000,
    heartbeatTimeout = 5000,
    token,
    tokenIn,
    tokenName = 'token',
    codecs,
    maxFrameSize,
  } = options;
  const { clock } = runtime;
  const alarm = createAlarm(clock);
  const inFlight = createInFlight(heartbeatInterval > 0 ? 'sending' : 'delivered');
  let over = false;
  let socket: WebSocket | undefined;
  let watchdog: Watchdog | undefined;
  let line: FrameLine = {
    send: (frame) => socket?.send(frame),
    receive: (data) => onFrame(data, inFlight.answered),
  };

  const close = (code?: number, reason?: string): void => {
    over = true;
    alarm();
    watchdog?.stop();
    line.close?.();
    inFlight.fail(failure('send', 'connection-lost'));
    if (!socket) return;
    // Its `close` event may take minutes: nobody waits for it.
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(code, reason);
  };

  const lose = ({ code, reason }: CloseInfo, error?: TallyError): void => {
    close();
    onLost({ code, reason }, error);
  };

  const giveUp = (code: string, detail?: string, cause?: unknown): void => {
    if (!over) lose({ code: 1006, reason: '' }, failure('connect', code, detail, cause));
  };

  const send = (type: string, payload: unknown): void =>
    line.send(JSON.stringify({ type, payload, timestamp: clock.now() }));

  const ping = (): void => {
    send('ping', {});
    inFlight.asked();
  };

  const dial = (secret: string | undefined): void => {
    if (over) return;
    const [address, protocols] = websocketAddress(url, runtime.page.baseUrl, secret, options);
    socket = new runtime.WebSocket(address, protocols);
    socket.onopen = () => {
      alarm();
      line = codecs?.open(socket!, line, clock, maxFrameSize) ?? line;
      if (secret && tokenIn === 'message') send('auth', { [tokenName]: secret });
      if (heartbeatInterval > 0) {
        watchdog = createWatchdog(clock, heartbeatInterval, heartbeatTimeout, ping, () =>
          lose({ code: 1006, reason: 'Heartbeat timeout' }),
        );
      }
      onOpen();
    };
    socket.onmessage = ({ data }) => {
      watchdog?.noteLife();
      line.receive(data);
    };
    socket.onclose = (close) => lose(close);
  };

  if (connectionTimeout > 0) alarm(() => giveUp('connection-timeout'), connectionTimeout);
  new Promise<string | undefined>((resolve) =>
    resolve(typeof token === 'function' ? token() : token),
  )
    .then(dial, (cause) => giveUp('connection-failed', 'no token', cause))
    // What the platform says of a bad URL or subprotocol may quote the token.
    .catch(() => giveUp('connection-failed', 'bad URL or subprotocol'));

  return {
    take(message) {
      if (socket?.readyState !== 1) return false;
      line.send(message.frame);
      // Of others a pong proves that they have arrived.
      if (!message.ack) inFlight.add(message);
      return true;
    },
    probe: () => watchdog?.probe(),
    close,
  };
}
