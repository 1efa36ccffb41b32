import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { installationFieldKeys, installationSecrets } from './installation.ts'

const now = new Date('2026-06-01T08:00:00Z')
let dataDir: string
beforeEach(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'kuaichu-installation-'))))
afterEach(() => rm(dataDir, { recursive: true }))

it('makes its secrets once, for its owner’s eyes only', async () => {
  const all = () => Promise.all([installationSecrets(dataDir), installationFieldKeys(dataDir, now)])
  const first = await all()
  expect(await all()).toEqual(first)
  for (const name of ['secrets.json', 'field-keys.json'])
    expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o600)
})

it('gives the same master key to processes that start at once', async () => {
  const made = await Promise.all(Array.from({ length: 5 }, () => installationFieldKeys(dataDir, now)))
  expect(new Set(made.map(([first]) => first?.key.toString('hex'))).size).toBe(1)
})

it('says where a master key is none, and does not show it', async () => {
  await writeFile(join(dataDir, 'field-keys.json'), JSON.stringify({ fieldKeys: '2026:hunter2' }))
  const refused = installationFieldKeys(dataDir, now)
  await expect(refused).rejects.toThrow('field-keys.json: fieldKeys must be')
  await expect(refused).rejects.not.toThrow('hunter2')
})
