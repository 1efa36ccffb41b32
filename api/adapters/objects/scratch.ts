import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { removeAbandoned } from './abandoned.ts'

/** A local copy for as long as somebody needs it. */
export interface LocalCopy {
  readonly path: string
  release(): Promise<void>
}

/** Makes local copies in one folder that only we may read; what a killed process left there is removed a day later, at the next start. */
export function scratchFolder(folder: string): (bytes: AsyncIterable<Uint8Array> | Readable) => Promise<LocalCopy> {
  let swept = false
  const prepare = async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    if (!swept) await removeAbandoned(folder)
    swept = true
  }
  return async (bytes) => {
    await prepare()
    const path = join(folder, randomUUID())
    const release = () => rm(path, { force: true })
    try {
      await pipeline(bytes, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    } catch (error) {
      await release()
      throw error
    }
    return { path, release }
  }
}
