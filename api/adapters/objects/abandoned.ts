import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export const abandonedAfterMs = 24 * 3_600_000

/**
 * Removes what killed processes left in a folder of unfinished files. By the age of the file and the real time: a simulated clock must not
 * remove what another process is just writing.
 */
export async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(nullWhenMissing)
    if (found && Date.now() - found.mtimeMs > abandonedAfterMs) await rm(path, { force: true })
  }
}

export function nullWhenMissing(error: unknown): null {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') return null
  throw error
}
