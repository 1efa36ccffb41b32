import { defineConfig } from 'vitest/config'
import LongestFirst from './tests/support/longest-first.ts'

export default defineConfig({
  test: {
    include: ['{api,vision,infra,agent-portal,web-console,tests}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'dist/**', 'tests/servers/**'],
    globalSetup: [
      './tests/support/postgres-global.ts',
      './tests/support/simulators-global.ts',
      './tests/support/browser-global.ts',
    ],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A browser on a busy machine may need longer than the second that is usual.
    expect: { poll: { timeout: 10_000 } },
    reporters: ['default', './tests/support/count-reporter.ts'],
  },
})
