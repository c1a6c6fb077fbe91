import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import storybook from 'eslint-plugin-storybook';
import wc from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { deterministicRules, safeRules } from './scripts/lint-rules.mjs';

const browserGlobals = Object.fromEntries(
  ['window', 'self', 'document', 'navigator', 'console'].map((name) => [name, 'readonly']),
);
const nodeGlobals = Object.fromEntries(
  ['process', 'console', 'setTimeout', 'clearTimeout', 'performance', 'URL'].map((name) => [
    name,
    'readonly',
  ]),
);

export default defineConfig(
  globalIgnores(['dist', 'storybook-static', 'coverage', 'test/visual/actual']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      globals: browserGlobals,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      // An async function without await still turns what it throws into a rejection.
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: nodeGlobals } },
  {
    name: 'tallylight/elements',
    files: ['src/**/*.ts', 'stories/**/*.ts'],
    extends: [
      lit.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
      litA11y.configs.recommended,
    ],
    settings: { wc: { elementBaseClasses: ['LitElement'] } },
    rules: {
      'lit/no-invalid-escape-sequences': 'error',
      'lit/no-legacy-imports': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/prefer-static-styles': 'error',
      // The types know whether there is a method to call.
      'wc/guard-super-call': 'off',
      // Safari forgets that a list without bullets is a list, unless its role says so.
      'lit-a11y/no-redundant-role': 'off',
    },
  },
  {
    name: 'tallylight/deterministic',
    files: ['src/**/*.ts'],
    rules: deterministicRules,
  },
  {
    name: 'tallylight/runtimes',
    files: [
      'src/transports/browser-runtime.ts',
      'src/stage/wall-clock.ts',
      'src/stage/network/msw-network.ts',
    ],
    rules: {
      ...safeRules,
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
    },
  },
  {
    name: 'tallylight/no-barrels',
    files: ['src/*/**/index.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'Program', message: 'Only src itself has an index.ts.' },
      ],
    },
  },
  {
    name: 'tallylight/tests',
    files: ['test/**/*.ts', 'stories/**/*.ts'],
    rules: {
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['stories/**/*.stories.ts'], extends: [storybook.configs['flat/recommended']] },
);
