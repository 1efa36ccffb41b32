/** Labels files: one JSON object a line. */
import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { UsageError, misused } from './usage.ts'

/** Fails with UsageError where there is no such file, or a line of it is no label. */
export async function readLabels<Label>(file: string, schema: z.ZodType<Label>): Promise<Label[]> {
  const text = await readFile(file, 'utf8').catch(misused)
  return text.split('\n').flatMap((line, at) => {
    if (!line.trim()) return []
    const label = schema.safeParse(parseJson(line))
    if (!label.success) throw new UsageError(`line ${at + 1} of ${file} is not a label`)
    return [label.data]
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
