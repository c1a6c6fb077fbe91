import type { OptimisticListElement } from '../src/elements/optimistic-list/optimistic-list.js';
import type { Stage } from '../src/stage.js';
import type { StreamInput } from '../src/stage/stream.js';
import { frame, type StageDecorator } from '../src/storybook/with-stage.js';
import { WebSocketClient } from '../src/transports/websocket-client.js';
import { ItemServer, type ItemServerOptions } from './item-server.js';
import { all, need, text } from './scene-parts.js';

const servers = new WeakMap<object, ItemServer>();

/**
 * Puts a story on a stage that plays `stream`, whose first source is the WebSocket `updates`, beside
 * a server that keeps the list.
 */
export function withItems(stream: StreamInput, options: ItemServerOptions = {}): StageDecorator {
  const serve = (stage: Stage): void => {
    servers.set(stage, new ItemServer(stage, { tells: 'updates', others: stream, ...options }));
  };
  return (story, context) =>
    frame(
      context,
      (scene) => {
        scene.load(stream);
        scene.put(serve);
        scene.makeSource ??= ({ runtime }) =>
          new WebSocketClient('/updates', { runtime, reconnectDelay: () => 500 });
      },
      story,
    );
}

/** Finds the server of a stage. */
export function serverOf(stage: object): ItemServer {
  const server = servers.get(stage);
  if (!server) throw new Error('The stage has no item server: use withItems.');
  return server;
}

/** Finds the story's list. */
export function listIn(canvas: HTMLElement): OptimisticListElement {
  const list = canvas.querySelector('optimistic-list');
  if (!list) throw new Error('The story shows no <optimistic-list>.');
  return list;
}

/** Reads the rows on show: `Milk`, `Bread (pending)`. */
export function rows(list: OptimisticListElement): string[] {
  return all(list, 'item').map((row) => {
    const { state } = row.dataset;
    const shown = text(row.querySelector('[part=text], [part=mine]'));
    return state === 'settled' ? shown : `${shown} (${state})`;
  });
}

/** Finds the row that says so. */
export function row(list: OptimisticListElement, says: string): HTMLElement {
  const found = all(list, 'item').find((each) => text(each).startsWith(says));
  if (!found) throw new Error(`No row says "${says}".`);
  return found;
}

/** Finds a control of the row that says so. */
export function control(list: OptimisticListElement, says: string, name: string): HTMLElement {
  const found = row(list, says).querySelector<HTMLElement>(`[part~="${name}"]`);
  if (!found) throw new Error(`The row "${says}" has no "${name}".`);
  return found;
}

/** Adds an item as somebody would who types it and presses the button. */
export function add(list: OptimisticListElement, ...texts: string[]): void {
  for (const each of texts) {
    (need(list, 'input') as HTMLInputElement).value = each;
    need(list, 'add').click();
  }
}

/** Writes into the open editor, and saves. */
export function rewrite(list: OptimisticListElement, as: string): void {
  (need(list, 'edit-input') as HTMLInputElement).value = as;
  need(list, 'save').click();
}

/** Reads what the list has said to screen readers at once. */
export function alerted(list: OptimisticListElement): string {
  return text(list.shadowRoot?.querySelector('[role=alert]') ?? null);
}

/** Reads what the list has said to screen readers quietly. */
export function said(list: OptimisticListElement): string {
  return text(list.shadowRoot?.querySelector('[role=status]') ?? null);
}
