import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from 'pg'
import { withClient } from '../../../api/adapters/postgres/roles.ts'
import { processTree } from '../../stage/processes.ts'
import { quantile } from '../quantile.ts'
import { startServed, type Served } from '../served/start.ts'
import { fillCases } from './fill.ts'
import { readOptions, usage, type CasesOptions } from './options.ts'
import { wastefulReads } from './plans.ts'
import { casePages, questions, type Question } from './questions.ts'
import { signInAll, type Cookies } from './readers.ts'
import { print, runProgram } from '../../program.ts'

interface Asked {
  readonly name: string
  readonly reader: string
  readonly p50Ms: number
  readonly p95Ms: number
  /** CPU time of server and database for one answer: what is left when the machine is busy with other things. */
  readonly cpuMs: number
  readonly wasteful: readonly string[]
}

/** The first times are not counted: a page of the portal is seldom the first to ask. */
const warmUp = 3

async function fetched(url: string, cookie: string): Promise<void> {
  const answer = await fetch(url, { headers: { cookie } })
  const text = await answer.text()
  // A made-up case has no photos, an undecided one no determination: that is an answer, too.
  if (!answer.ok && answer.status !== 404) throw new Error(`${url}: ${answer.status} ${text}`)
}

async function ask(
  served: Served,
  owner: Client,
  cookies: Cookies,
  { name, reader, paths }: Question,
  times: number,
): Promise<Asked> {
  const cookie = cookies[reader]
  const url = (nth: number) => `${served.url}/api${paths[nth % paths.length] ?? ''}`
  const statements = await served.statementsOf(() => fetched(url(0), cookie))
  const took: number[] = []
  let cpuBefore = 0
  for (let nth = -warmUp; nth < times; nth++) {
    if (nth === 0) cpuBefore = cpuMsOf(served)
    const started = performance.now()
    await fetched(url(nth + warmUp), cookie)
    if (nth >= 0) took.push(performance.now() - started)
  }
  const cpuMs = Math.round((cpuMsOf(served) - cpuBefore) / times)
  const wasteful = (await wastefulReads(owner, statements)).map(({ table }) => table)
  return {
    name,
    reader,
    p50Ms: quantile(took, 0.5),
    p95Ms: quantile(took, 0.95),
    cpuMs,
    wasteful: [...new Set(wasteful)],
  }
}

const cpuMsOf = ({ pid, databasePid }: Served) =>
  processTree([pid, databasePid()]).reduce((sum, { cpuMs }) => sum + cpuMs, 0)

async function askPages(served: Served, owner: Client, cookie: string) {
  const took: number[] = []
  const pages = await casePages(owner)
  const cpuBefore = cpuMsOf(served)
  for (const paths of pages) {
    const started = performance.now()
    await Promise.all(paths.map((path) => fetched(`${served.url}/api${path}`, cookie)))
    took.push(performance.now() - started)
  }
  const casePageCpuMs = Math.round((cpuMsOf(served) - cpuBefore) / pages.length)
  return {
    casePages: pages.length,
    casePageCpuMs,
    casePageP50Ms: quantile(took, 0.5),
    casePageP95Ms: quantile(took, 0.95),
  }
}

async function measure(served: Served, owner: Client, { times }: CasesOptions) {
  const cookies = await signInAll(owner)
  const asked: Asked[] = []
  for (const question of await questions(owner)) {
    const answer = await ask(served, owner, cookies, question, times)
    asked.push(answer)
    const whole = answer.wasteful.length > 0 ? `   in vain: ${answer.wasteful.join(', ')}` : ''
    print(
      `${String(answer.p50Ms).padStart(6)} ${String(answer.p95Ms).padStart(6)} ms, CPU ${String(answer.cpuMs).padStart(4)} ms  ${answer.reader}  ${answer.name}${whole}`,
    )
  }
  const pages = await askPages(served, owner, cookies.officer)
  const slowest = [...asked].sort((x, y) => y.p95Ms - x.p95Ms).slice(0, 5)
  return {
    lists: asked.length,
    slowestP95Ms: slowest[0]?.p95Ms ?? 0,
    slowest: slowest.map(({ reader, name, p95Ms }) => ({ reader, name, p95Ms })),
    mostCpuMs: Math.max(...asked.map(({ cpuMs }) => cpuMs)),
    wasteful: asked.filter((one) => one.wasteful.length > 0).map(({ reader, name }) => `${reader} ${name}`),
    ...pages,
  }
}

async function main(options: CasesOptions): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), 'kuaichu-bench-'))
  const dataDir = options.data ?? temporary
  const filled = existsSync(join(dataDir, 'postgres'))
  try {
    const served = await startServed(dataDir)
    try {
      await withClient(served.database.ownerUrl, async (owner) => {
        const progress = (done: number) => print(`${done} cases`)
        if (!filled) await fillCases(owner, { cases: options.cases, newest: new Date(), progress })
        const { rows } = await owner.query<{ cases: number }>('select count(*)::int as cases from accident')
        const measured = await measure(served, owner, options)
        const summary = { cases: rows[0]?.cases ?? 0, ...measured, cpuModel: cpus()[0]?.model ?? 'unknown' }
        print(JSON.stringify(summary, null, options.json ? undefined : 2))
      })
    } finally {
      await served.stop()
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

await runProgram(usage, (args) => main(readOptions(args)))
