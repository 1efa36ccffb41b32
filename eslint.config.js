import js from '@eslint/js'
import globals from 'globals'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const nodeCode = [
  'api/**/*.ts',
  'vision/**/*.ts',
  'infra/**/*.{ts,mjs}',
  'tests/**/*.ts',
  '*.{ts,js,mjs}',
  '**/vite.config.ts',
]
const browserCode = ['agent-portal/**/*.{ts,tsx}', 'web-console/**/*.{ts,tsx}']

export default tseslint.config(
  {
    ignores: [
      'dist',
      '.cache',
      '.data',
      'coverage',
      'api/generated',
      'agent-portal/api/schema.d.ts',
      '**/dist/**',
      // AssemblyScript: its own compiler checks it.
      'vision/kernels/assembly',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: nodeCode, languageOptions: { globals: globals.node } },
  {
    files: browserCode,
    ignores: ['**/vite.config.ts'],
    languageOptions: { globals: globals.browser },
    plugins: { 'react-hooks': reactHooks },
    rules: { ...reactHooks.configs.recommended.rules },
  },
  // A command writes its answer to standard output; nothing else may.
  {
    files: [
      '**/*cli.ts',
      '**/cli/**',
      'infra/demo/**',
      'infra/simulators/**/main.ts',
      'infra/samples/**',
      'infra/*.mjs',
      'tests/support/**',
    ],
    rules: { 'no-console': 'off' },
  },
)
