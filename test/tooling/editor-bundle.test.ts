import { build, type Metafile } from 'esbuild';
import { expect, test } from 'vitest';

const door = 'src/elements/collaborative-editor/collaborative-editor.define.ts';

test('an editor that does not ask for CodeMirror has nothing of it', async () => {
  const { metafile } = await bundle();
  const start = startOf(metafile);
  expect(start.some((file) => file.includes('text-mirror.ts'))).toBe(true);
  expect(
    start.filter((file) => /@?codemirror[/-](?!packages)|@lezer|style-mod/.test(file)),
  ).toEqual([]);
  const all = Object.keys(metafile.inputs);
  expect(all.some((file) => file.includes('@codemirror/view'))).toBe(true);
});

test('a page that has not installed CodeMirror can be bundled', async () => {
  const packages = ['state', 'view', 'commands'].map((name) => `@codemirror/${name}`);
  const alias = Object.fromEntries(packages.map((name) => [name, './not-installed.js']));
  const { errors } = await bundle({ alias });
  expect(errors).toEqual([]);
});

function bundle(options: { alias?: Record<string, string> } = {}) {
  return build({
    entryPoints: [door],
    ...{ bundle: true, splitting: true, metafile: true, write: false, logLevel: 'silent' },
    ...{ format: 'esm', target: 'es2022', outdir: 'dist', ...options },
  });
}

/** Lists the files that are loaded at once: what the entry reaches by static imports. */
function startOf({ outputs }: Metafile): string[] {
  const [entry] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === door)!;
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const { path: next, kind } of outputs[path]!.imports) {
      if (kind === 'import-statement') reached.add(next);
    }
  }
  return [...reached].flatMap((path) => Object.keys(outputs[path]!.inputs));
}
