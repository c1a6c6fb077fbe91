import { expect, test } from 'vitest';
import type { Doc } from 'yjs';
import type { Persistence } from '../../src/documents/document-options.js';
import { plainPeer, plainScene, yjsPeer, yjsScene } from './document-scene.js';

/** What `y-indexeddb` makes, as far as it matters here. */
class Store implements Persistence {
  readonly db = new EventTarget();
  readonly #doc: Doc;
  whenSynced: Promise<unknown> = Promise.resolve();
  isClosed = false;
  isDestroyed = false;

  constructor(doc: Doc) {
    this.#doc = doc;
    doc.on('update', this.#onUpdate);
  }

  async get(): Promise<unknown> {
    if (this.isClosed) throw new Error('there is no database');
    return undefined;
  }

  destroy(): Promise<void> {
    this.isDestroyed = true;
    this.#doc.off('update', this.#onUpdate);
    return this.isClosed ? Promise.reject(new Error('there is no database')) : Promise.resolve();
  }

  readonly #onUpdate = (): void => {
    if (this.isClosed) throw new Error('the database is closed');
  };
}

function refuse(): never {
  throw new Error('no storage');
}

test.each<[string, () => Persistence | Promise<Persistence>]>([
  ['throws', refuse],
  ['fails', async () => refuse()],
])('a persistence that %s is reported, and all the rest works', async (_, persist) => {
  const { stage, room } = await plainScene(0, 'kept ');
  const { document, invalid } = plainPeer(stage, 0, { persist });
  await stage.advance(1000);
  document.setText('kept and saved');
  await stage.advance(1000);
  expect(invalid).toEqual(['persistence-failed']);
  expect([document.text, room.contents.get('default')]).toEqual(Array(2).fill('kept and saved'));
});

test('a database that does not open is reported at once, though nobody says that it failed', async () => {
  const { stage } = await plainScene(0, 'theirs');
  let store!: Store;
  const persist = (_: string, doc: Doc): Persistence => {
    store = new Store(doc);
    store.isClosed = true;
    store.whenSynced = new Promise(() => {});
    return store;
  };
  const { document, invalid } = plainPeer(stage, 0, { persist });
  await stage.advance(1000);
  expect([invalid, document.text, store.isDestroyed]).toEqual([
    ['persistence-failed'],
    'theirs',
    true,
  ]);
});

test('a persistence of which nothing comes is given up after 10 s', async () => {
  const { stage } = await plainScene(0, 'theirs');
  let store!: Store;
  const persist = (_: string, doc: Doc): Persistence => {
    store = new Store(doc);
    store.whenSynced = new Promise(() => {});
    return store;
  };
  const start = stage.now;
  const { document, invalid, leave } = plainPeer(stage, 0, { persist });
  await stage.advance(start + 9999 - stage.now);
  expect([invalid, document.text, store.isDestroyed]).toEqual([[], '', false]);
  await stage.advance(1);
  expect([invalid, store.isDestroyed]).toEqual([['persistence-failed'], true]);
  await stage.advance(1000);
  expect(document.text).toBe('theirs');
  leave();
});

test('what cannot be written is reported once, and all the rest works', async () => {
  const { stage, room } = await yjsScene(0);
  let store!: Store;
  const persist = (_: string, doc: Doc): Persistence => (store = new Store(doc));
  const { document, invalid } = yjsPeer(stage, 0, { persist });
  await stage.advance(1000);
  for (const text of ['one', 'one two']) {
    document.setText(text);
    store.db.dispatchEvent(new Event('abort'));
    await stage.advance(1000);
  }
  expect([invalid, room.text, store.isDestroyed]).toEqual([
    ['persistence-failed'],
    'one two',
    false,
  ]);
});

test.each(['close', 'versionchange'])(
  'a database that is taken away (%s) is let go of, and edits are saved as before',
  async (event) => {
    const { stage, room } = await yjsScene(0);
    let store!: Store;
    const persist = (_: string, doc: Doc): Persistence => (store = new Store(doc));
    const { document, invalid } = yjsPeer(stage, 0, { persist });
    await stage.advance(1000);
    store.isClosed = true;
    store.db.dispatchEvent(new Event(event));
    document.setText('saved');
    await stage.advance(1000);
    expect([invalid, room.text]).toEqual([['persistence-failed'], 'saved']);
  },
);

test('nothing is reported, and nothing is left, when the page goes before the database opens', async () => {
  const { stage } = await yjsScene(0);
  const before = stage.pending;
  const persist = (_: string, doc: Doc): Persistence => {
    const store = new Store(doc);
    store.whenSynced = new Promise(() => {});
    return store;
  };
  const { document, invalid } = yjsPeer(stage, 0, { persist });
  await stage.advance(100);
  document.close();
  await stage.advance(20_000);
  expect([invalid, stage.pending]).toEqual([[], before]);
});
