import { defineConfig, mergeConfig } from 'vitest/config'
import usual from './vitest.config.ts'

/** The suites that need servers which no npm package carries (Debian: redis-server). `.ci/run` installs those and runs them. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [], exclude: [] } },
  defineConfig({ test: { include: ['tests/servers/**/*.test.ts'], exclude: ['**/node_modules/**', 'dist/**'] } }),
)
