import { afterEach, expect, test } from 'vitest';
import type { RecordStore } from '../../src/core/record-store.js';
import { Stage } from '../../src/stage/stage.js';
import { openIndexedDBStore } from '../../src/transports/indexed-db-store.js';

/** Where records can be kept, and what a user does who clears the site's data. */
interface StoreWorld {
  readonly name: string;
  open(): Promise<RecordStore>;
  clear(): Promise<void>;
  end?(): void;
}

const worlds: (() => StoreWorld)[] = [
  () => {
    const stage = new Stage();
    stage.play();
    return {
      name: 'on the stage',
      open: () => stage.runtime.openStore!('contract'),
      clear: async () => stage.stores.delete('contract'),
      end: () => stage.dispose(),
    };
  },
  () => ({
    name: 'in the browser',
    open: () => openIndexedDBStore('contract'),
    clear: deleteDatabase,
  }),
];

let world: StoreWorld;

afterEach(async () => {
  await world.clear();
  world.end?.();
});

test.each(worlds)('keeps records in the order in which anybody added them (%#)', async (make) => {
  world = make();
  const [left, right] = [await world.open(), await world.open()];
  const keys = [await left.add('a'), await right.add('b'), await left.add({ c: [1, null] })];
  expect(await right.entries()).toEqual([
    [keys[0], 'a'],
    [keys[1], 'b'],
    [keys[2], { c: [1, null] }],
  ]);
});

test.each(worlds)('replaces in place, and takes away what is there or not (%#)', async (make) => {
  world = make();
  const store = await world.open();
  const [one, two] = [await store.add(1), await store.add(2)];
  await store.put(one, 'new');
  await store.delete(two);
  await store.delete(two);
  await store.put(two, 'back');
  expect(await store.entries()).toEqual([
    [one, 'new'],
    [two, 'back'],
  ]);
  expect(await store.add('last')).toBeGreaterThan(two);
});

test.each(worlds)('gives copies (%#)', async (make) => {
  world = make();
  const store = await world.open();
  const value = { text: 'Milk' };
  await store.add(value);
  value.text = 'Bread';
  const [[, first] = []] = await store.entries();
  (first as typeof value).text = 'Salt';
  expect((await store.entries())[0]?.[1]).toEqual({ text: 'Milk' });
});

test.each(worlds)('rejects once it is closed, and can be opened again (%#)', async (make) => {
  world = make();
  const store = await world.open();
  await store.add('kept');
  store.close();
  store.close();
  for (const ask of [store.entries(), store.add(1), store.put(1, 1), store.delete(1)])
    await expect(ask).rejects.toMatchObject({ name: 'InvalidStateError' });
  expect((await (await world.open()).entries()).map(([, value]) => value)).toEqual(['kept']);
});

test.each(worlds)('can be deleted under those who have it open (%#)', async (make) => {
  world = make();
  const store = await world.open();
  await store.add('gone');
  await world.clear();
  await expect(store.entries()).rejects.toMatchObject({ name: 'InvalidStateError' });
  expect(await (await world.open()).entries()).toEqual([]);
});

test.each(worlds)('does not take what cannot be copied (%#)', async (make) => {
  world = make();
  const store = await world.open();
  await expect(store.add(() => 1)).rejects.toMatchObject({ name: 'DataCloneError' });
  expect(await store.entries()).toEqual([]);
});

test('the browser refuses a store that another version has', async () => {
  world = worlds[1]!();
  const other = indexedDB.open('tallylight contract', 2);
  await new Promise((done) => (other.onsuccess = done));
  other.result.close();
  await expect(world.open()).rejects.toMatchObject({ name: 'VersionError' });
});

function deleteDatabase(): Promise<void> {
  const request = indexedDB.deleteDatabase('tallylight contract');
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error!);
  });
}
