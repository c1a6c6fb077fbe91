import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';

/** Who is connected, by the address they came from: `/?userId=ada&name=Ada`. */
interface Member {
  readonly socket: WebSocket;
  readonly userId: string;
  readonly name: string;
  readonly joined: Set<string>;
}

interface Message {
  readonly type: string;
  readonly payload: { readonly docId: string; readonly content: string; readonly cursor: unknown };
}

/**
 * A server that keeps whole texts and passes them on, the way the plain protocol has it.
 *
 * It passes updates on as they are, and adds who wrote them. A strict one passes on only what the
 * protocol has.
 */
export class PlainDocuments {
  readonly #isStrict: boolean;
  readonly #contents = new Map<string, string>();
  readonly #members = new Set<Member>();
  #nobodies = 0;

  constructor(isStrict: boolean) {
    this.#isStrict = isStrict;
  }

  /** Answers `GET /api/documents/<docId>`, from pages of any origin. */
  answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const id = /^\/api\/documents\/([^/?]+)/.exec(url)?.[1] ?? '';
    const content = this.#contents.get(decodeURIComponent(id));
    response.setHeader('access-control-allow-origin', '*');
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(content === undefined ? '{}' : JSON.stringify({ content }));
  }

  connect(socket: WebSocket, { url = '' }: IncomingMessage): void {
    const { searchParams } = new URL(url, 'ws://localhost');
    const userId = searchParams.get('userId') ?? `user-${++this.#nobodies}`;
    const name = searchParams.get('name') ?? userId;
    const member: Member = { socket, userId, name, joined: new Set() };
    this.#members.add(member);
    socket.on('message', (data: Buffer) => this.#take(member, String(data)));
    socket.on('close', () => {
      this.#members.delete(member);
      for (const docId of member.joined) this.#say(member, 'collaborator-left', docId, { userId });
    });
  }

  #take(member: Member, data: string): void {
    const { type, payload } = JSON.parse(data) as Message;
    const { userId, name, joined } = member;
    if (type === 'ping') return member.socket.send('{"type":"pong"}');
    const { docId } = payload;
    if (type === 'join-document') this.#join(member, docId);
    else if (type === 'leave-document') {
      joined.delete(docId);
      this.#say(member, 'collaborator-left', docId, { userId });
    } else if (type === 'document-update') {
      const { content, cursor } = payload;
      this.#contents.set(docId, content);
      this.#say(
        member,
        type,
        docId,
        this.#isStrict ? { content, cursor } : { ...payload, userId, name },
      );
    }
  }

  /** Tells the others of who has come, and that one of the others. */
  #join(member: Member, docId: string): void {
    const { socket, userId, name, joined } = member;
    joined.add(docId);
    this.#say(member, 'collaborator-joined', docId, { userId, name });
    for (const other of this.#othersIn(docId, member)) {
      const payload = { docId, userId: other.userId, name: other.name };
      socket.send(JSON.stringify({ type: 'collaborator-joined', payload }));
    }
  }

  #say(from: Member, type: string, docId: string, payload: object): void {
    const message = JSON.stringify({ type, payload: { docId, ...payload } });
    for (const { socket } of this.#othersIn(docId, from)) socket.send(message);
  }

  #othersIn(docId: string, but: Member): readonly Member[] {
    return [...this.#members].filter((member) => member !== but && member.joined.has(docId));
  }
}
