import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

/** Everything that ever happened to a simulator, oldest first. Its state is what can be told from these entries. */
export interface Journal<Entry> {
  readonly entries: readonly Entry[]
  append(entry: Entry): void
}

/**
 * Opens a journal of JSON lines; without a file it lives in memory only. A line that a crash cut off is dropped.
 * Throws where a whole line does not fit `schema`: that file is not ours.
 */
export function openJournal<Entry>(file: string | undefined, schema: z.ZodType<Entry>): Journal<Entry> {
  const entries = file ? recover(file).map((line) => schema.parse(JSON.parse(line))) : []
  return {
    entries,
    append(entry) {
      if (file) appendFileSync(file, `${JSON.stringify(entry)}\n`)
      entries.push(entry)
    },
  }
}

function recover(file: string): string[] {
  mkdirSync(dirname(file), { recursive: true })
  if (!existsSync(file)) return []
  const content = readFileSync(file)
  const whole = content.subarray(0, content.lastIndexOf('\n') + 1)
  if (whole.length < content.length) truncateSync(file, whole.length)
  return whole.toString('utf8').split('\n').filter(Boolean)
}
