/** @typedef {import('@custom-elements-manifest/analyzer').Plugin} Plugin */

/**
 * Keeps what users may rely on: members that are not private, and the events that a class documents
 * with `@fires`. The analyzer also invents one for every `new SomethingEvent(…)` that is dispatched.
 *
 * @returns {Plugin}
 */
function documentedOnly() {
  return {
    name: 'documented-only',
    packageLinkPhase({ customElementsManifest }) {
      for (const declaration of classes(customElementsManifest)) {
        declaration.events = declaration.events?.filter((event) => event.description);
        declaration.members = declaration.members?.filter((member) => member.privacy !== 'private');
      }
    },
  };
}

/**
 * Tells each class its tag: class and registration are in different files, which the analyzer does not
 * connect. Then names the files that the package ships instead of their sources.
 *
 * @returns {Plugin}
 */
function registeredElsewhere() {
  return {
    name: 'registered-elsewhere',
    packageLinkPhase({ customElementsManifest }) {
      const found = classes(customElementsManifest);
      for (const module of customElementsManifest.modules) {
        module.path = shipped(module.path);
        for (const entry of module.exports ?? []) {
          if (entry.declaration.module)
            entry.declaration.module = shipped(entry.declaration.module);
          if (entry.kind !== 'custom-element-definition') continue;
          const element = found.find(({ name }) => name === entry.declaration.name);
          if (element) Object.assign(element, { tagName: entry.name, customElement: true });
        }
      }
    },
  };
}

const classes = (manifest) =>
  manifest.modules
    .flatMap((module) => module.declarations ?? [])
    .filter((declaration) => declaration.kind === 'class');

const shipped = (path) => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');

export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['**/*.styles.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [documentedOnly(), registeredElsewhere()],
};
