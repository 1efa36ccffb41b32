import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'

const home = mkdtempSync(join(tmpdir(), 'kuaichu-home-'))
afterEach(() => rmSync(home, { recursive: true, force: true }))

// What the runtime wants to report it keeps below the home folder first: nothing there, nothing reported.
it('opens a model without the runtime keeping anything to report', () => {
  const sessions = new URL('./sessions.ts', import.meta.url).href
  const model = fileURLToPath(new URL('./plate-detector.onnx', import.meta.url))
  const { ORT_DISABLE_TELEMETRY: _, XDG_CACHE_HOME: __, ...env } = process.env
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...['--import', 'tsx', '--input-type=module', '--eval'],
      `const { openModel } = await import(${JSON.stringify(sessions)}); await openModel(${JSON.stringify(model)})`,
    ],
    { env: { ...env, HOME: home }, encoding: 'utf8' },
  )
  expect(status, stderr).toBe(0)
  expect(readdirSync(home)).toEqual([])
})
