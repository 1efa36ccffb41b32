import { readdirSync, readFileSync } from 'node:fs'

/** One living process as /proc tells of it. */
export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  readonly command: string
  readonly residentKb: number
  /** CPU time used so far, user and system together. */
  readonly cpuMs: number
}

/** Linux counts CPU time in hundredths of a second for every program (USER_HZ). */
const msPerTick = 10

/** These processes and everything below them, each once. Empty where there is no /proc (other systems than Linux). */
export function processTree(roots: readonly number[]): ProcessEntry[] {
  const all = processes()
  const found = new Map<number, ProcessEntry>()
  const add = (entry: ProcessEntry) => {
    if (found.has(entry.pid)) return
    found.set(entry.pid, entry)
    for (const child of all) if (child.parent === entry.pid) add(child)
  }
  for (const entry of all) if (roots.includes(entry.pid)) add(entry)
  return [...found.values()]
}

function processes(): ProcessEntry[] {
  let names: string[]
  try {
    names = readdirSync('/proc')
  } catch {
    return []
  }
  return names.flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8')
      // Dead, and only waiting for its parent to ask how.
      if (/^State:\s+Z/m.test(status)) return []
      const field = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      const pid = Number(name)
      return [{ pid, parent: field('PPid'), command, residentKb: field('VmRSS'), cpuMs: cpuMsOf(name) }]
    } catch {
      // It ended between the listing and the look.
      return []
    }
  })
}

/** proc(5): utime and stime are fields 14 and 15; the name in field 2 may hold spaces, so we count from its closing bracket. */
function cpuMsOf(pid: string): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * msPerTick
}
