import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { stopEmbeddedPostgres } from '../../api/adapters/postgres/embedded.ts'
import { freePort } from '../../infra/stage/free-port.ts'
import { processTree } from '../../infra/stage/processes.ts'
import { setStage } from '../../infra/stage/stage.ts'
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
      const files = ['contact', 'lane-markings', 'overview-front', 'plate-a'].map((name) => `a1-${name}.jpg`)
      files.push('a2-overview-rear.jpg', 'other-car-plate.jpg')
      for (const file of files) await copyFile(join(photosFolder, file), join(photos, file))
      // What bears a photo's name and is none is left out.
      await writeFile(join(photos, '0-text.JPG'), 'a text')
      await mkdir(join(photos, '0-folder.png'))

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

  it.each([
    ['a folder that is not there', () => Promise.resolve(), 'there is no folder'],
    ['a folder with fewer than three photos', (photos: string) => copyPhotos(photos, 2), 'holds 2 photos'],
    [
      'labels with a line that is none',
      async (photos: string) => {
        await copyPhotos(photos, 3)
        await writeFile(join(photos, 'labels.jsonl'), '{"file":"a.jpg","plates":[]}\nnot a label\n')
      },
      'line 2 of',
    ],
  ])('%s, in one line, before it touches anything', async (what, fill, said) => {
    const photos = join(folder, what)
    await fill(photos)
    const dataDir = join(folder, `untouched by ${what}`)
    const { status, stderr } = await demo(dataDir, '--port', String(await freePort()), '--photos', photos)
    expect(status).toBe(1)
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(said)])
    await expect(readdir(dataDir)).rejects.toThrow('ENOENT')
  })

  it.each(['0', '65536', 'http'])('the port %s', async (port) => {
    expect(await demo(join(folder, 'nowhere'), '--port', port)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--port wants a number'),
    })
  })

  it(
    'a data directory that a server works on, which goes on as if nothing had been',
    async () => {
      const dataDir = join(folder, 'in use')
      await mkdir(dataDir)
      await writeFile(join(dataDir, 'DEMO'), '1\nof another run\n')
      const stage = await setStage({ dataDir, port: await freePort() })
      try {
        const { status, stderr } = await demo(dataDir, '--port', String(await freePort()))
        expect(status).toBe(1)
        expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('is in use by a running demo or server')])
        expect((await fetch(`${stage.url}/health/ready`)).status).toBe(200)
      } finally {
        await stage.stop()
      }
    },
    withinMs,
  )
})

describe('npm run demo leaves no process behind', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
    'when it is stopped by %s in the middle of its play',
    async (signal) => {
      const dataDir = join(folder, signal)
      const command = ['--import', 'tsx', 'infra/demo/main.ts', '--exit', '--port', String(await freePort())]
      const env = { ...process.env, KUAICHU_DATA_DIR: dataDir }
      const child = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] })
      const exited = once(child, 'exit')
      for await (const line of createInterface(child.stdout)) if (line.includes('reports the accident')) break
      const tree = processTree([child.pid ?? 0])
      // The database is looked at by itself, below.
      const started = tree.filter(({ command }) => !command.includes('postgres')).map(({ pid }) => pid)
      expect(started.length, child.exitCode === null ? 'it runs' : `it ended with ${child.exitCode}`).toBeGreaterThan(4)

      child.kill(signal)
      const [code] = (await exited) as [number | null]
      expect(code).not.toBe(0)
      await vi.waitFor(() => expect(processTree(started)).toEqual([]), { timeout: 30_000, interval: 200 })
      // Killed, it cannot stop the database: that outlives everybody and is taken over by the next run.
      if (signal !== 'SIGKILL') expect(existsSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'))).toBe(false)
      await stopEmbeddedPostgres(join(dataDir, 'postgres'))
    },
    withinMs,
  )
})

async function copyPhotos(to: string, count: number): Promise<void> {
  await mkdir(to)
  const files = (await readdir(photosFolder)).filter((name) => name.endsWith('.jpg')).sort()
  for (const file of files.slice(0, count)) await copyFile(join(photosFolder, file), join(to, file))
}
