import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const pages = ['README.md', ...readdirSync('stories').map((name) => `stories/${name}`)].filter(
  (name) => /\.mdx?$/.test(name),
);

test.each(documentedImports())('%s imports %s from %s, which is there', (_, name, door) => {
  expect(namesBehind(door)).toContain(name);
});

test.each(documentedDoors())('%s loads %s, which the package exports', (_, path) => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: object };
  const doors = Object.keys(exports);
  const door = doors.find((name) => name === path || fits(name, path));
  expect(doors).toContain(door);
  // A door for many files leads somewhere only where there is such a file.
  if (path.startsWith('./elements/')) expect(readdirSync('src/elements')).toContain(nameIn(path));
  else if (door?.includes('*')) expect(existsSync(`src/${path.replace('.js', '.ts')}`)).toBe(true);
});

function fits(door: string, path: string): boolean {
  const [before = '', after] = door.split('*');
  return after !== undefined && path.startsWith(before) && path.endsWith(after);
}

function nameIn(path: string): string {
  return path.slice('./elements/'.length, -'.js'.length);
}

function documentedImports(): [page: string, name: string, door: string][] {
  return pages.flatMap((page) =>
    [...textOf(page).matchAll(/import \{([^}]+)\} from 'tallylight(?:\/(\w+))?'/g)].flatMap(
      ([, names = '', door = 'index']) =>
        names.split(',').map((name): [string, string, string] => [page, name.trim(), door]),
    ),
  );
}

function documentedDoors(): [page: string, path: string][] {
  return pages.flatMap((page) =>
    [...textOf(page).matchAll(/(?:import|from) 'tallylight(\/[^']+)?'/g)].map(
      ([, path = '']): [string, string] => [page, `.${path}`],
    ),
  );
}

/** Doors are lists of names and nothing else, so their text tells. */
function namesBehind(door: string): string[] {
  const lists = [...textOf(`src/${door}.ts`).matchAll(/export (?:type )?\{([^}]+)\}/g)];
  return lists.flatMap(([, names = '']) =>
    names.split(',').map((name) => name.replace('type ', '').trim()),
  );
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8');
}
