import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { freePort } from '../../infra/demo/free-port.ts'
import { photosFolder } from '../../infra/samples/label.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const withinMs = 150_000

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kuaichu-demo-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const check = z.enum(['pass', 'warn', 'fail'])

/** What `--json` promises. */
const summary = z.strictObject({
  case: z.strictObject({ number: z.string().min(10), finalState: z.string() }),
  evidence: z.array(
    z.strictObject({
      file: z.string(),
      shot: z.string(),
      plates: z.array(z.string()),
      checks: z.record(z.string(), check),
    }),
  ),
  flagged: z.strictObject({ mismatches: z.array(z.string()), reused: z.array(z.string()) }),
  determination: z.strictObject({
    situation: z.string(),
    shares: z.array(z.strictObject({ side: z.string(), kind: z.string(), percent: z.number() })),
    mandate: z.string(),
    ruleSetVersion: z.string().min(1),
    articles: z.array(z.string()).min(1),
  }),
  document: z.strictObject({
    sha256,
    pages: z.number().int().positive(),
    number: z.string(),
    signatures: z.array(z.strictObject({ side: z.string(), kind: z.string(), signedAt: z.iso.datetime() })),
  }),
  compensation: z.strictObject({
    totalCents: z.number().int().positive(),
    mutualClaim: z.boolean(),
    lines: z.array(z.looseObject({ amountCents: z.number().int() })).min(1),
  }),
  claims: z.array(z.strictObject({ insurer: z.string(), claimNumber: z.string().min(5) })).min(1),
  review: z.strictObject({ id: z.uuid(), outcome: z.string(), flags: z.array(z.string()) }),
  audit: z.strictObject({ events: z.number().int().positive(), verified: z.boolean() }),
  steps: z.array(z.strictObject({ name: z.string(), ms: z.number() })),
  peakRssMb: z.number().positive(),
})

interface Outcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the demo to its end, as `npm run demo -- ARGS` does. */
function demo(dataDir: string, ...args: string[]): Promise<Outcome> {
  const command = ['--import', 'tsx', 'infra/demo/main.ts', '--exit', ...args]
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      command,
      { cwd: root, env: { ...process.env, KUAICHU_DATA_DIR: dataDir } },
      (error, stdout, stderr) => resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })
}

async function played(dataDir: string, ...args: string[]) {
  const { status, stdout, stderr } = await demo(dataDir, '--json', '--port', String(await freePort()), ...args)
  expect({ status, stderr }).toMatchObject({ status: 0 })
  return summary.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''))
}

/** The claims as the insurers wrote them down themselves. */
async function claimNumbersAt(dataDir: string): Promise<string[]> {
  const journal = await readFile(join(dataDir, 'simulators', 'insurer', 'events.jsonl'), 'utf8')
  const entry = z.looseObject({ event: z.string(), claimNumber: z.string().optional() })
  const entries = journal
    .trim()
    .split('\n')
    .map((line) => entry.parse(JSON.parse(line)))
  return entries.flatMap(({ event, claimNumber }) => (event === 'claimed' && claimNumber ? [claimNumber] : []))
}

/** Each step of the play in its order, by what its name must say. */
const stepsInOrder = [
  /driver A signs in/,
  /reports the accident/,
  /stop questions/,
  /photographs the scene/,
  /vision gives its verdicts/,
  /road is cleared/,
  /driver B .* joins/,
  /remaining photos/,
  /verdicts on the rest/,
  /details and statements/,
  /registers/,
  /submits the case/,
  /surveyor takes/,
  /engine proposes/,
  /issues the determination/,
  /sealed/,
  /driver A signs/,
  /driver B signs/,
  /insurers take the claims/,
  /officer reviews/,
  /case is closed/,
  /record is verified/,
]

function expectEveryStep(steps: readonly { name: string }[]): void {
  let at = -1
  for (const step of stepsInOrder) {
    at = steps.findIndex(({ name }, index) => index > at && step.test(name))
    expect(at, `no step ${step} in its place`).toBeGreaterThanOrEqual(0)
  }
}

describe('npm run demo -- --exit --json', () => {
  it(
    'plays the sample accident to its end and says what happened',
    async () => {
      const dataDir = join(folder, 'sample')
      const told = await played(dataDir)

      expect(told.case.finalState).toBe('closed')
      expect(told.flagged.mismatches).toContain('other-car-plate.jpg')
      expect(told.flagged.reused).toEqual([expect.stringMatching(/ \(again\)$/)])
      expect(told.evidence.find(({ shot }) => shot === 'front-overview')?.plates).toEqual(
        expect.arrayContaining(['黑E6A152', '黑ED20867']),
      )
      expect(told.determination).toMatchObject({ situation: 'L01', mandate: 'issue' })
      expect(told.determination.shares.reduce((sum, { percent }) => sum + percent, 0)).toBe(100)
      expect(told.document.signatures.map(({ side, kind }) => `${side} ${kind}`)).toEqual(['A signed', 'B signed'])
      expect(told.claims.map(({ claimNumber }) => claimNumber).sort()).toEqual((await claimNumbersAt(dataDir)).sort())
      expect(told.review.outcome).toBe('confirmed')
      expect(told.audit.verified).toBe(true)
      expectEveryStep(told.steps)
    },
    withinMs,
  )

  it(
    'takes photos of one’s own without labels: the parties are the first two plates that can be read',
    async () => {
      const photos = join(folder, 'photos')
      await mkdir(photos)
      const files = (await readdir(photosFolder)).filter((name) => name.endsWith('.jpg')).sort()
      for (const file of files) await copyFile(join(photosFolder, file), join(photos, file))

      const told = await played(join(folder, 'own'), '--photos', photos)
      expect(told.case.finalState).toBe('closed')
      expect(told.evidence.map(({ file }) => file).sort()).toEqual([...files, `${files[0]} (again)`].sort())
      expect(told.flagged.mismatches).toEqual(expect.arrayContaining(['a2-overview-rear.jpg', 'other-car-plate.jpg']))
      expect(told.flagged.mismatches).not.toContain('a1-overview-front.jpg')
      expect(told.flagged.reused).toContain(`${files[0]} (again)`)
      expect(told.audit.verified).toBe(true)
    },
    withinMs,
  )
})

describe('npm run demo refuses', () => {
  it('a data directory that holds real cases, and leaves it as it is', async () => {
    const dataDir = join(folder, 'real')
    await mkdir(dataDir)
    await writeFile(join(dataDir, 'secrets.json'), '{}')
    const { status, stderr } = await demo(dataDir, '--port', String(await freePort()))
    expect(status).toBe(1)
    expect(stderr).toContain(`${dataDir} holds data that are not the demo's`)
    expect(stderr).toContain('KUAICHU_DATA_DIR')
    expect(await readdir(dataDir)).toEqual(['secrets.json'])
  })

  it('a port where somebody listens already, before it touches anything', async () => {
    const neighbour = createServer()
    const port = await freePort()
    await new Promise<void>((resolve) => neighbour.listen(port, '127.0.0.1', resolve))
    const dataDir = join(folder, 'untouched')
    const { status, stderr } = await demo(dataDir, '--port', String(port))
    neighbour.close()
    expect(status).toBe(1)
    expect(stderr).toContain(`port ${port} is in use`)
    await expect(readdir(dataDir)).rejects.toThrow('ENOENT')
  })
})
