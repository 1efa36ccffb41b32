import { processTree, type ProcessEntry } from '../stage/processes.ts'

/** Whose CPU time it is. `generator`: the phones and desks of the run, and whatever else it started. */
const parts = ['http', 'worker', 'vision', 'database', 'redis', 'simulators', 'generator'] as const
export type Part = (typeof parts)[number]

const marks: readonly (readonly [Part, RegExp])[] = [
  ['http', /--role=http/],
  ['worker', /--role=worker/],
  ['vision', /vision\/child\./],
  ['simulators', /infra\/simulators\//],
  ['database', /^postgres: |\/postgres -D /],
]

/** CPU time used so far and memory held now, by part. The database may be nobody's child, or the child of whoever started it; Redis tells of itself (cost.ts). */
export function useByPart(databasePid: number | null): Record<'cpuMs' | 'memoryMb', Record<Part, number>> {
  const [cpuMs, memoryMb] = [none(), none()]
  const add = (part: Part, entry: ProcessEntry) => {
    cpuMs[part] += entry.cpuMs
    memoryMb[part] += entry.residentKb / 1024
  }
  const roots = databasePid === null ? [process.pid] : [process.pid, databasePid]
  for (const entry of processTree(roots)) add(partOf(entry), entry)
  for (const part of parts) memoryMb[part] = Math.round(memoryMb[part])
  return { cpuMs, memoryMb }
}

const none = () => Object.fromEntries(parts.map((part) => [part, 0])) as Record<Part, number>

export const partOf = ({ command }: Pick<ProcessEntry, 'command'>): Part =>
  marks.find(([, mark]) => mark.test(command))?.[0] ?? 'generator'
