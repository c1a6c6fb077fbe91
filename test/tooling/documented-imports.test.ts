import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const pages = ['README.md', ...readdirSync('stories').map((name) => `stories/${name}`)].filter(
  (name) => /\.mdx?$/.test(name),
);

test.each(documentedImports())('%s imports %s from %s, which is there', (_, name, door) => {
  expect(namesBehind(door)).toContain(name);
});

test.each(documentedDoors())('%s loads %s, which the package exports', (_, path) => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: object };
  const element = /^\.\/elements\/([^/]+)\.js$/.exec(path)?.[1];
  expect(Object.keys(exports)).toContain(element ? './elements/*.js' : path);
  if (element) expect(readdirSync('src/elements')).toContain(element);
});

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
