import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The simulator's secret, made at its first start and kept in its data folder; without a folder, made at every start. */
export function keptSecret(dataDir: string | undefined): string {
  const fresh = randomBytes(32).toString('base64url')
  if (!dataDir) return fresh
  const file = join(dataDir, 'secret')
  if (existsSync(file)) return readFileSync(file, 'utf8')
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, fresh, { mode: 0o600 })
  return fresh
}
