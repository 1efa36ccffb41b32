import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const dataDir = await mkdtemp(join(tmpdir(), 'kuaichu-migrate-cli-'))

/** Less than the engine's own timers, which must not keep the finished command alive. */
const mostMs = 9_000

afterAll(() => rm(dataDir, { recursive: true }))

function migrateCli(...args: string[]) {
  const program = fileURLToPath(new URL('./migrate-cli.ts', import.meta.url))
  const env = { ...process.env, KUAICHU_DATA_DIR: dataDir, DATABASE_OWNER_URL: '' }
  return spawnSync(process.execPath, ['--import', 'tsx', program, ...args], { encoding: 'utf8', env, timeout: mostMs })
}

it.each([[[]], [['deploy', 'surplus']], [['new']], [['drift', '--fix']]])(
  'answers %j with how it is used, status 2',
  (args) => {
    const { status, stderr } = migrateCli(...args)
    expect(status).toBe(2)
    expect(stderr).toMatch(/Usage|Unknown option/)
  },
)

it('deploys to the embedded server and leaves none running that it started', () => {
  const { status, stdout } = migrateCli('deploy')
  expect(stdout).toMatch(/applied|nothing to apply/)
  expect(status).toBe(0)
  expect(existsSync(join(dataDir, 'postgres/data/PG_VERSION'))).toBe(true)
  expect(existsSync(join(dataDir, 'postgres/data/postmaster.pid'))).toBe(false)
})
