// What the linter keeps out of `src`, apart from the rule sets of the plugins.

const THROUGH_RUNTIME =
  'Time, chance and the network come in through the Runtime, so that a stage can replace them.';

const GLOBALS = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'requestAnimationFrame',
  'requestIdleCallback',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'BroadcastChannel',
  'Worker',
  'SharedWorker',
  'reportError',
];

/** Properties of global objects, by object. */
const PROPERTIES = {
  Date: ['now'],
  performance: ['now', 'timeOrigin'],
  Math: ['random'],
  crypto: ['randomUUID', 'getRandomValues'],
  AbortSignal: ['timeout'],
  document: ['hidden', 'visibilityState', 'timeline'],
  navigator: ['onLine', 'locks', 'sendBeacon', 'serviceWorker'],
};

const UNSAFE_DIRECTIVES = ['unsafe-html', 'unsafe-svg', 'unsafe-mathml'];

/** @param {readonly string[]} names */
const anyOf = (names) => `/^(?:${names.join('|')})$/`;

const anyGlobalObject = anyOf(['globalThis', 'window', 'self']);

/** Selectors for the ways around the plain names: `globalThis.Date.now()`, `new Date()`. */
const ambientSyntax = [
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.name="Date"]',
  'NewExpression[callee.property.name="Date"][arguments.length=0]',
  'CallExpression[callee.property.name="Date"]',
  `VariableDeclarator[init.name=${anyGlobalObject}] > ObjectPattern > Property[key.name=${anyOf(GLOBALS)}]`,
  ...Object.entries(PROPERTIES).flatMap(([object, properties]) => [
    `MemberExpression[object.property.name="${object}"][property.name=${anyOf(properties)}]`,
    `MemberExpression[object.property.value="${object}"][property.name=${anyOf(properties)}]`,
  ]),
].map((selector) => ({ selector, message: THROUGH_RUNTIME }));

const MARKUP_FROM_TEXT = 'Text is only ever text: render it through a template.';
const STRICT_CSP = 'Style attributes break a strict CSP: use a class, or styleMap.';

const safeSyntax = [
  { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
  {
    selector: 'AssignmentExpression > MemberExpression.left[property.name=/^(?:inner|outer)HTML$/]',
    message: MARKUP_FROM_TEXT,
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(?:insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|parseFromString)$/]',
    message: MARKUP_FROM_TEXT,
  },
  {
    selector:
      'CallExpression[callee.object.name="document"][callee.property.name=/^write(?:ln)?$/]',
    message: MARKUP_FROM_TEXT,
  },
  {
    selector: 'TemplateElement[value.raw=/[.](?:innerHTML|outerHTML|srcdoc)\\s*=|\\ssrcdoc\\s*=/i]',
    message: MARKUP_FROM_TEXT,
  },
  {
    selector:
      'TaggedTemplateExpression[tag.name=/^(?:html|svg)$/] TemplateElement[value.raw=/\\sstyle\\s*=\\s*[^"\'\\s]|\\sstyle\\s*=\\s*["\'](?!$)/]',
    message: STRICT_CSP,
  },
  {
    selector:
      'TemplateLiteral:not(:has(CallExpression[callee.name="styleMap"])) > TemplateElement[value.raw=/\\sstyle\\s*=\\s*["\']?$/]',
    message: STRICT_CSP,
  },
  {
    selector: 'CallExpression[callee.property.name="setAttribute"][arguments.0.value="style"]',
    message: STRICT_CSP,
  },
  {
    selector: 'AssignmentExpression > MemberExpression.left[property.name="cssText"]',
    message: STRICT_CSP,
  },
];

/** Rules for all of `src`: no markup from text, no default exports. */
export const safeRules = {
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-restricted-imports': [
    'error',
    {
      paths: UNSAFE_DIRECTIVES.flatMap((name) =>
        [`lit/directives/${name}.js`, `lit-html/directives/${name}.js`].map((path) => ({
          name: path,
          message: MARKUP_FROM_TEXT,
        })),
      ),
    },
  ],
  'no-restricted-syntax': ['error', ...safeSyntax],
};

/** Rules for `src` outside the runtimes: no ambient time, chance or network either. */
export const deterministicRules = {
  ...safeRules,
  'no-restricted-globals': [
    'error',
    {
      checkGlobalObject: true,
      globals: GLOBALS.map((name) => ({ name, message: THROUGH_RUNTIME })),
    },
  ],
  'no-restricted-properties': [
    'error',
    ...Object.entries(PROPERTIES).flatMap(([object, properties]) =>
      properties.map((property) => ({ object, property, message: THROUGH_RUNTIME })),
    ),
  ],
  'no-restricted-syntax': ['error', ...safeSyntax, ...ambientSyntax],
};
