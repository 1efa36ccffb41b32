// Generates the Prisma client without downloading an engine. `prisma generate` insists on a schema-engine binary being
// there but never runs it, so any existing file serves: this one. Runs as npm's postinstall.
import { existsSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const cli = fileURLToPath(new URL('../node_modules/prisma/build/index.js', import.meta.url))

// A production install (`npm ci --omit=dev`) has no Prisma CLI: there the client comes compiled, in dist/.
if (existsSync(cli)) {
  const { status } = spawnSync(process.execPath, [cli, 'generate', '--schema', 'api/prisma/schema', '--no-hints'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: fileURLToPath(import.meta.url),
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  })
  process.exitCode = status ?? 1
}
