import { constants } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { UploadArea } from '../../kernel/ports.ts'
import { nullWhenMissing } from './abandoned.ts'
import { requireKey } from './key.ts'

/** Unacknowledged bytes as one file per upload, in a directory that every http process sees. */
export function directoryUploads(directory: string): UploadArea {
  const pathOf = (id: string) => {
    requireKey(id)
    return join(directory, id)
  }

  return {
    received: async (id) => (await stat(pathOf(id)).catch(nullWhenMissing))?.size ?? 0,

    async append(id, offset, bytes) {
      const path = pathOf(id)
      await mkdir(directory, { recursive: true })
      const file = await open(path, constants.O_CREAT | constants.O_WRONLY)
      let end = offset
      try {
        for await (const part of bytes as AsyncIterable<Uint8Array>) {
          await writeAll(file, part, end)
          end += part.byteLength
        }
      } finally {
        await file.close()
      }
      return end
    },

    local: async (id) => ({ path: pathOf(id), release: () => Promise.resolve() }),

    discard: async (id) => rm(pathOf(id), { force: true }),
  }
}

async function writeAll(file: Awaited<ReturnType<typeof open>>, part: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < part.byteLength;)
    done += (await file.write(part, done, part.byteLength - done, at + done)).bytesWritten
}
