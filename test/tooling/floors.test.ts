import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { expect, onTestFinished, test } from 'vitest';
import floors from '../../.dependency-cruiser.mjs';

const leaf = 'export const a = 1; export type A = number;';
const takes = (path: string) => `import { a } from '${path}'; export const b = a;`;
const takesType = (path: string) => `import type { A } from '${path}'; export type B = A;`;

test('refuses that core imports a transport', async () => {
  const broken = await violations({
    'src/core/outbox.ts': takes('../transports/client.js'),
    'src/transports/client.ts': leaf,
  });
  expect(broken).toEqual(['core-keeps-to-its-floors: src/core/outbox.ts']);
});

test('refuses that core imports even a type of a transport', async () => {
  const broken = await violations({
    'src/core/outbox.ts': takesType('../transports/client.js'),
    'src/transports/client.ts': leaf,
  });
  expect(broken).toEqual(['core-keeps-to-its-floors: src/core/outbox.ts']);
});

test.for([
  ['transports', 'stage'],
  ['stage', 'transports'],
  ['stage', 'elements/badge'],
  ['controllers', 'elements/badge'],
  ['controllers', 'transports'],
  ['styles', 'core'],
  ['elements/badge', 'transports'],
  ['elements/badge', 'stage'],
  ['storybook', 'elements/badge'],
])('refuses that %s imports %s', async ([from, to]) => {
  const up = from?.includes('/') ? '../..' : '..';
  const broken = await violations({
    [`src/${from}/one.ts`]: takes(`${up}/${to}/two.js`),
    [`src/${to}/two.ts`]: leaf,
  });
  expect(broken).toEqual([`${from?.split('/')[0]}-keeps-to-its-floors: src/${from}/one.ts`]);
});

test('refuses that a common door leads to the editor, by whatever way', async () => {
  const editor = 'elements/collaborative-editor/collaborative-editor';
  const broken = await violations({
    [`src/${editor}.ts`]: leaf,
    'src/elements/badge/badge.ts': takes('../collaborative-editor/collaborative-editor.js'),
    'src/index.ts': "export * from './elements/badge/badge.js';",
  });
  expect(broken).toEqual(['the-editor-is-loaded-apart: src/index.ts']);
});

test('lets every floor stand on those below', async () => {
  const broken = await violations({
    'src/core/law.ts': leaf,
    'src/transports/client.ts': takes('../core/law.js'),
    'src/stage/stage.ts': takes('../core/law.js'),
    'src/controllers/source.ts': takes('../core/law.js'),
    'src/elements/badge/badge.ts': takes('../../controllers/source.js').replace(
      '{ a }',
      '{ b as a }',
    ),
    'src/storybook/decorator.ts': takes('../stage/stage.js').replace('{ a }', '{ b as a }'),
    'src/index.ts': "export * from './elements/badge/badge.js';",
  });
  expect(broken).toEqual([]);
});

test('refuses packages that a floor has no use for', async () => {
  const broken = await violations({ 'src/core/law.ts': "import { html } from 'lit'; html``;" });
  expect(broken).toContain('core-keeps-to-its-packages: src/core/law.ts');
});

test('refuses files without a floor', async () => {
  const broken = await violations({
    'src/utils/misc.ts': "import '../core/law.js';",
    'src/core/law.ts': leaf,
  });
  expect(broken).toEqual(['every-file-has-a-floor: src/utils/misc.ts']);
});

test('refuses circles', async () => {
  const broken = await violations({
    'src/core/one.ts': "import { two } from './two.js'; export const one = () => two;",
    'src/core/two.ts': "import { one } from './one.js'; export const two = () => one;",
  });
  expect(broken).toContain('no-circles: src/core/one.ts');
});

/** Cruises a package made of `files`; returns `rule: file` for whatever breaks a rule. */
async function violations(files: Record<string, string>): Promise<string[]> {
  const baseDir = mkdtempSync(join(tmpdir(), 'floors-'));
  onTestFinished(() => rmSync(baseDir, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(baseDir, path)), { recursive: true });
    writeFileSync(join(baseDir, path), text);
  }
  const { forbidden, options } = floors;
  const { output } = await cruise(
    ['src'],
    { ...options, baseDir, validate: true, ruleSet: { forbidden: forbidden ?? [] } },
    options?.enhancedResolveOptions,
  );
  const { violations } = (output as ICruiseResult).summary;
  return violations.map(({ rule, from }) => `${rule.name}: ${from}`);
}
