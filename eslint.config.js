/** Typed rules and the bounds of shape; formatting, plain lint and accessibility are Biome's. */
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const SHAPE = {
  'max-lines': ['error', 300],
  'max-lines-per-function': ['error', 60],
  'max-params': ['error', 4],
  complexity: ['error', 12],
};

const NO_DEFAULT_EXPORT = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };
const NO_BARREL = { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that defines it.' };
const NO_CLOCK = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: 'The clock is an argument here.',
};

const TYPED = {
  // Numbers in texts are fine; objects, null and undefined are not.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', varsIgnorePattern: '^_' },
  ],
  // An index proven by a loop is said with `as`: Biome's noNonNullAssertion forbids the other way.
  '@typescript-eslint/non-nullable-type-assertion-style': 'off',
  '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
  // A worker's methods are async by contract, with or without something to wait for.
  '@typescript-eslint/require-await': 'off',
  // Interfaces are written with method syntax and filled with closures: nothing here uses `this` but classes.
  '@typescript-eslint/unbound-method': 'off',
  // There are no enums (`erasableSyntaxOnly`), and the types of what is assigned are TypeScript's to compare: a sixth of lint's time.
  '@typescript-eslint/no-unsafe-enum-assignment': 'off',
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
  // Bytes are made from ASCII here; words of a language are never cut.
  '@typescript-eslint/no-misused-spread': 'off',
  '@typescript-eslint/prefer-readonly': 'error',
  // `signal.reason` has no type and is what an aborted call must reject with.
  '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingAny: true, allowThrowingUnknown: true }],
  '@typescript-eslint/only-throw-error': ['error', { allowThrowingAny: true, allowThrowingUnknown: true }],
  '@typescript-eslint/restrict-plus-operands': ['error', { allowNumberAndString: true }],
  'no-console': 'error',
  'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BARREL],
};

export default defineConfig(
  {
    ignores: [
      ...['dist/', 'node_modules/', '.cache/', 'coverage/', 'test-results/', 'playwright-report/', 'headless-out/'],
      // AssemblyScript: its compiler checks it.
      'src/engine/kernels/simd/assembly/',
    ],
  },
  {
    files: ['src/**/*.{ts,tsx}', 'e2e/**/*.ts', 'bench/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...SHAPE, ...TYPED },
  },
  {
    // Where components and hooks are.
    files: ['src/ui/**/*.tsx', 'src/ui/**/use-*.ts', 'src/main.tsx'],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    // Chance and time are arguments where results must be repeatable; engine may still measure with performance.now().
    files: ['src/core/**/*.ts', 'src/engine/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Take an Rng as an argument.' },
        { object: 'Date', property: 'now', message: 'The clock is an argument here.' },
      ],
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BARREL, NO_CLOCK],
    },
  },
  {
    // A describe block is no function to keep short, and a test states what it knows of its fixtures.
    files: ['**/*.test.{ts,tsx}', 'e2e/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
      '@typescript-eslint/await-thenable': 'off',
      'max-params': 'off',
    },
  },
  {
    // Measurements are printed.
    files: ['e2e/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['scripts/**/*.{mjs,ts}', 'bench/**/*.mjs', '*.{ts,js,cjs}'],
    extends: [tseslint.configs.base],
    rules: SHAPE,
  },
);
