/** Which files a command is to work on. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { UsageError } from './usage.ts'

const photoName = /\.(jpe?g|png|webp|heic|heif)$/i

/** Names in order: a folder stands for the photos directly in it, sorted; `-` for the names on standard input, one a line. */
export async function* photoFiles(names: readonly string[]): AsyncGenerator<string> {
  for (const name of names) {
    if (name === '-') {
      for await (const line of createInterface({ input: process.stdin })) if (line.trim()) yield line.trim()
    } else if (await isFolder(name)) {
      yield* await photosIn(name)
    } else {
      yield name
    }
  }
}

/** Fails with UsageError where there is no such folder. */
export async function photosIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch(() => {
    throw new UsageError(`no folder ${folder}`)
  })
  return entries
    .filter((entry) => photoName.test(entry))
    .sort()
    .map((entry) => join(folder, entry))
}

async function isFolder(name: string): Promise<boolean> {
  return stat(name).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
}
