/**
 * The floors of the house. A file may import from its own floor and from those listed for it,
 * and from the packages listed for it; everything else is an error.
 */
const LIT = ['lit', 'lit-html', 'lit-element', '@lit/[^/]+'];

/**
 * @typedef {object} Floor
 * @property {string[]} [floors] The floors it may import from.
 * @property {string[]} [typesOf] The floors it may import types from.
 * @property {string[]} [packages] The packages it may use.
 */

/** @typedef {import('dependency-cruiser').IForbiddenRuleType} Rule */

/** @type {Record<string, Floor>} */
const FLOORS = {
  core: {},
  transports: { floors: ['core'], packages: ['@msgpack/msgpack', 'idb'] },
  stage: { floors: ['core'], packages: ['msw', 'mock-socket'] },
  documents: { floors: ['core'], packages: ['yjs', 'y-protocols'] },
  controllers: { floors: ['core'], typesOf: ['documents'], packages: LIT },
  styles: { packages: LIT },
  elements: { floors: ['controllers', 'styles', 'core'], packages: LIT },
  storybook: {
    floors: ['core', 'stage', 'transports', 'controllers', 'styles'],
    packages: [...LIT, 'storybook'],
  },
  cli: { floors: ['core', 'stage'] },
};

/** Files that may import a little more than their floor, and what. */
const EXCEPTIONS = [
  // Without a stage around it, an element lives in the browser.
  {
    file: '^src/controllers/runtime-controller[.]ts$',
    may: '^src/transports/browser-runtime[.]ts$',
  },
  { file: '^src/elements/pan-[^/]+/', may: '^src/transports/' },
  { file: '^src/elements/collaborative-editor/', may: '^src/documents/' },
];

/** The files that may use CodeMirror; the rest of the floor does not know it. */
const CODEMIRROR = '^src/elements/collaborative-editor/(?:codemirror-|range-boxes)';

/** The doors of the package, and the floors that they lead to. */
const DOORS = {
  index: ['core', 'transports', 'documents', 'controllers', 'styles', 'elements'],
  define: ['core', 'transports', 'documents', 'controllers', 'styles', 'elements'],
  transports: ['core', 'transports'],
  documents: ['core', 'documents'],
  stage: ['core', 'stage'],
  storybook: ['storybook', 'stage', 'controllers'],
};

/** @param {readonly string[]} names */
const onFloors = (names) => `^src/(?:${names.join('|')})/`;
/** @param {readonly string[]} names */
const inPackages = (names) => `(?:^|node_modules/)(?:${names.join('|')})(?:/|$)`;

/**
 * @param {[string, Floor]} row
 * @returns {Rule[]}
 */
function floorRules([floor, { floors = [], typesOf = [], packages = [] }]) {
  const exceptions = EXCEPTIONS.filter(({ file }) => file.startsWith(`^src/${floor}/`));
  const allowed = onFloors([floor, ...floors]);
  const list = floors.length ? floors.join(', ') : 'nothing else';
  const comment = `src/${floor} may import from its own floor and from: ${list}.`;
  /** @type {Rule[]} */
  const rules = [
    {
      name: `${floor}-keeps-to-its-floors`,
      comment,
      severity: 'error',
      from: { path: `^src/${floor}/`, pathNot: exceptions.map(({ file }) => file) },
      to: { path: '^src/', pathNot: [allowed, ...typesOf.map((name) => onFloors([name]))] },
    },
    ...exceptions.map(
      ({ file, may }, index) =>
        /** @type {Rule} */ ({
          name: `${floor}-keeps-to-its-floors-${index + 1}`,
          comment,
          severity: 'error',
          from: { path: file },
          to: { path: '^src/', pathNot: [allowed, may] },
        }),
    ),
    {
      name: `${floor}-keeps-to-its-packages`,
      comment: `src/${floor} may use these packages: ${packages.join(', ') || 'none'}.`,
      severity: 'error',
      from: { path: `^src/${floor}/`, pathNot: CODEMIRROR },
      to: { pathNot: ['^src/', ...(packages.length ? [inPackages(packages)] : [])] },
    },
  ];
  if (typesOf.length) {
    rules.push({
      name: `${floor}-takes-types-only`,
      comment: `src/${floor} may import only types from: ${typesOf.join(', ')}.`,
      severity: 'error',
      from: { path: `^src/${floor}/` },
      to: { path: onFloors(typesOf), dependencyTypesNot: ['type-only'] },
    });
  }
  return rules;
}

/**
 * @param {[string, string[]]} row
 * @returns {Rule}
 */
function doorRule([door, floors]) {
  return {
    name: `${door}-door-leads-to-its-floors`,
    comment: `src/${door}.ts may lead to: ${floors.join(', ')}.`,
    severity: 'error',
    from: { path: `^src/${door}[.]ts$` },
    to: { pathNot: onFloors(floors) },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(FLOORS).flatMap(floorRules),
    ...Object.entries(DOORS).map(doorRule),
    {
      name: 'the-editor-is-loaded-apart',
      comment: 'It needs Yjs, which a page without it shall not have to install.',
      severity: 'error',
      from: { path: '^src/(?:index|define)[.]ts$' },
      to: { path: '^src/elements/collaborative-editor/', reachable: true },
    },
    {
      name: 'codemirror-is-loaded-on-demand',
      comment: 'Only an editor that asks for CodeMirror loads it, and only by import().',
      severity: 'error',
      from: { path: '^src/', pathNot: CODEMIRROR },
      to: {
        path: CODEMIRROR,
        pathNot: 'codemirror-packages',
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
    {
      name: 'codemirror-is-optional',
      comment: 'Bundlers take only import() for optional.',
      severity: 'error',
      from: { path: CODEMIRROR },
      to: {
        path: inPackages(['@codemirror']),
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
    {
      name: 'every-file-has-a-floor',
      comment: 'A file that fits no floor is a sign that the plan needs another look.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [onFloors(Object.keys(FLOORS)), `^src/(?:${Object.keys(DOORS).join('|')})[.]ts$`],
      },
      to: {},
    },
    {
      name: 'no-circles',
      comment: 'Files that need each other are one file, or need a third.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-loose-ends',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:dist|storybook-static)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
