import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withClient } from '../../../api/adapters/postgres/roles.ts'
import { freePort } from '../../stage/free-port.ts'
import { fillCases } from '../cases/fill.ts'
import { cookieOf, staffId, startProgram, startServed, told, type Served } from '../served/start.ts'
import type { Statement } from '../served/statements.ts'
import { loadFor, type Block, type Target } from './load.ts'
import { readOptions, usage, type ApiOptions } from './options.ts'
import { print, runProgram } from '../../program.ts'

/** Connections to the database, for both the same: as many as the platform takes by itself. */
const poolSize = '10'

async function measure(served: Served, options: ApiOptions, say: (line: string) => void) {
  const { cases, limit, blocks } = options
  const cookie = await withClient(served.database.ownerUrl, async (owner) => {
    await fillCases(owner, { cases, newest: new Date() })
    return cookieOf(owner, 'staff', await staffId(owner, 'officer.wang'))
  })
  const list: Target = { url: `${served.url}/api/accidents?limit=${limit}`, pid: served.pid, cookie }
  const statements = await listStatements(served, list)
  for (const { text } of statements) say(text)

  const bare = await startBare(served, statements)
  try {
    const short = { ...options, seconds: 2 }
    await loadFor(list, short)
    await loadFor(bare.target, short)
    const [ofList, ofBare]: [Block[], Block[]] = [[], []]
    for (let block = 0; block < blocks; block++) {
      ofList.push(await loadFor(list, options))
      ofBare.push(await loadFor(bare.target, options))
      say(`list ${inWords(ofList.at(-1))}   bare ${inWords(ofBare.at(-1))}`)
    }
    return summarise(ofList, ofBare, options, statements.length)
  } finally {
    bare.stop()
  }
}

const inWords = (block: Block | undefined) =>
  block ? `${Math.round(block.requestsPerSecond)}/s, ${block.cpuMs.toFixed(3)} ms CPU each` : ''

/** What the list sends for its page; whose session it is, is asked for before, and the bare handler knows nobody. */
async function listStatements(served: Served, { url, cookie = '' }: Target): Promise<readonly Statement[]> {
  const ask = async () => {
    const answer = await fetch(url, { headers: { cookie } })
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
    await answer.arrayBuffer()
  }
  await ask()
  const all = await served.statementsOf(ask)
  const statements = all.filter(({ text }) => /\b(accident|vehicle)\b/.test(text) && !/\bsession\b/.test(text))
  if (statements.length === 0) throw new Error('the list was not seen to ask the database for cases')
  return statements
}

async function startBare({ database }: Served, statements: readonly Statement[]) {
  const port = await freePort()
  const child = startProgram(fileURLToPath(new URL('./bare.ts', import.meta.url)), {
    NODE_ENV: 'production',
    PORT: String(port),
    DATABASE_URL: database.appUrl,
    DATABASE_POOL: poolSize,
    STATEMENTS: JSON.stringify(statements),
  })
  await told(child, 'listening')
  const target: Target = { url: `http://localhost:${port}/`, pid: child.pid ?? 0 }
  return { target, stop: () => child.disconnect() }
}

function summarise(
  ofList: readonly Block[],
  ofBare: readonly Block[],
  { cases, limit }: ApiOptions,
  statements: number,
) {
  const best = (blocks: readonly Block[]) =>
    Math.round(Math.max(...blocks.map(({ requestsPerSecond }) => requestsPerSecond)))
  const least = (blocks: readonly Block[]) => rounded(Math.min(...blocks.map(({ cpuMs }) => cpuMs)))
  const [listRps, bareRps] = [best(ofList), best(ofBare)]
  return {
    listRps,
    bareRps,
    ratioToBare: rounded(listRps / bareRps),
    listCpuMs: least(ofList),
    bareCpuMs: least(ofBare),
    generatorBusy: rounded(Math.max(...[...ofList, ...ofBare].map(({ generatorBusy }) => generatorBusy))),
    statements,
    cases,
    limit,
    cpuModel: cpus()[0]?.model ?? 'unknown',
  }
}

const rounded = (value: number) => Math.round(value * 1000) / 1000

async function main(options: ApiOptions): Promise<void> {
  process.env.DATABASE_POOL = poolSize
  const dataDir = mkdtempSync(join(tmpdir(), 'kuaichu-bench-'))
  try {
    const served = await startServed(dataDir)
    try {
      const summary = await measure(served, options, print)
      print(JSON.stringify(summary, null, options.json ? undefined : 2))
    } finally {
      await served.stop()
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

await runProgram(usage, (args) => main(readOptions(args)))
