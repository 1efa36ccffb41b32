/** Makes phone photos of small ones: 4000 x 3000 with sensor grain, about 4 MB, in a temporary folder. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type PhotoFile, fileAt } from './photos.ts'

/** Names of files are bytes. */
export const EnlargeRequest = z.object({ path: z.instanceof(Uint8Array), target: z.string() })
/** `refused`: why there is no such photo. */
const EnlargeAnswer = z.object({ refused: z.string().nullable() })
export type EnlargeAnswer = z.infer<typeof EnlargeAnswer>

const childModule = new URL(
  import.meta.url.endsWith('.ts') ? './enlarge-child.ts' : './enlarge-child.js',
  import.meta.url,
)

/** What cannot be decoded is left out, and told of on standard error. `discard` removes the folder again. */
export async function enlarged(
  files: readonly PhotoFile[],
): Promise<{ files: PhotoFile[]; discard: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'vision-bench-'))
  const made: PhotoFile[] = []
  const child = fork(childModule, { serialization: 'advanced' })
  const died = new Promise<never>((_, reject) =>
    child.once('exit', () => reject(new Error('enlarging photos ended early'))),
  )
  died.catch(() => {})
  for (const [index, { name, path }] of files.entries()) {
    const target = join(folder, `${index}.jpg`)
    child.send({ path, target })
    const [message] = (await Promise.race([once(child, 'message'), died])) as [unknown]
    const { refused } = EnlargeAnswer.parse(message)
    if (refused === null) made.push(fileAt(target))
    else console.error(`vision: ${name} is left out: ${refused}`)
  }
  child.disconnect()
  return { files: made, discard: () => rm(folder, { recursive: true }) }
}
