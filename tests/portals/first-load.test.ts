import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Manifest } from 'vite'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const portal = fileURLToPath(new URL('../../agent-portal', import.meta.url))
const outDir = join(tmpdir(), `kuaichu-first-load-${process.pid}`)
/** What a cheap phone on a weak network may have to fetch before a driver sees the first question. */
const budgetBytes = 200_000

let manifest: Manifest

beforeAll(async () => {
  // Else vite bundles the development build of React, as vitest says NODE_ENV=test.
  vi.stubEnv('NODE_ENV', 'production')
  await build({
    root: portal,
    configFile: join(portal, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, manifest: true },
  })
  manifest = JSON.parse(readFileSync(join(outDir, '.vite/manifest.json'), 'utf8')) as Manifest
}, 120_000)

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(outDir, { recursive: true, force: true })
})

/** Script files that these entries load before they can run, each once. */
function scriptsOf(entries: readonly string[], seen = new Set<string>()): Set<string> {
  for (const entry of entries) {
    const chunk = manifest[entry]
    if (!chunk) throw new Error(`the build has no ${entry}`)
    if (seen.has(chunk.file)) continue
    seen.add(chunk.file)
    scriptsOf(chunk.imports ?? [], seen)
  }
  return seen
}

const gzipBytes = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(outDir, file))).byteLength, 0)

describe('the phone portal', () => {
  it.each(['driver/DriverEntry.tsx', 'surveyor/SurveyorEntry.tsx'])(
    'loads %s with less than 200 kB of script',
    (entry) => {
      expect(gzipBytes(scriptsOf(['index.html', entry]))).toBeLessThan(budgetBytes)
    },
  )

  it('gives drivers and surveyors chunks of their own', () => {
    expect(scriptsOf(['index.html', 'driver/DriverEntry.tsx'])).not.toContain(
      manifest['surveyor/SurveyorEntry.tsx']?.file,
    )
  })

  it('does not ship the gallery', () => {
    expect(Object.keys(manifest).filter((source) => source.includes('gallery'))).toEqual([])
  })
})
