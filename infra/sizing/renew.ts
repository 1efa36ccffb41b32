import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { writeDocument } from './document.ts'
import { measuredFrom, readMeasured, writeMeasured } from './measured.ts'
import { simulateAll, writeSimulated } from './simulated.ts'

const usage = `usage: npm run -s load -- --json --phone --rate 20 --cases 60 | npm run -s sizing:renew [-- --how TEXT]
       npm run -s sizing:renew -- --same

Takes the last line of a load run (with REDIS_URL set) from standard input as what a case costs (measured.json), simulates the three
installations anew (simulated.json, some minutes) and renews the tables of infra/SIZING.md. --same: with the costs that are there.`

const howItIsRun = 'REDIS_URL=... npm run -s load -- --json --phone --rate 20 --cases 60'

function renew(args: readonly string[]): void {
  if (!args.includes('--same')) {
    const summary = lastLineOf(readFileSync(0, 'utf8'))
    const how = args[args.indexOf('--how') + 1]
    writeMeasured(
      measuredFrom(summary, {
        at: new Date().toISOString().slice(0, 10),
        how: args.includes('--how') && how ? how : howItIsRun,
        machine: `${cpus().length} cores of a virtual server (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB`,
      }),
    )
  }
  const measured = readMeasured()
  const simulated = simulateAll(measured, (line) => void process.stderr.write(`${line}\n`))
  writeSimulated(simulated)
  writeDocument(measured, simulated)
}

function lastLineOf(text: string): unknown {
  try {
    return JSON.parse(text.trim().split('\n').at(-1) ?? '')
  } catch {
    throw new Error('standard input does not end with the summary of a load run: run it with --json, or see --help')
  }
}

if (process.argv.includes('--help')) process.stdout.write(`${usage}\n`)
else
  try {
    renew(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
