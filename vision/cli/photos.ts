/** Which files a command is to work on. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from './usage.ts'

const photoName = /\.(jpe?g|png|webp|heic|heif)$/i

/** A file to work on. Names are bytes to the system: `path` opens also a file whose name is not UTF-8, `name` is what a person is shown. */
export interface PhotoFile {
  readonly name: string
  readonly path: Buffer
}

/**
 * Files in order: a folder stands for the photos directly in it, sorted; `-` for the names on standard input, one a line, which is read
 * once however often it is asked for.
 */
export async function* photoFiles(names: readonly string[]): AsyncGenerator<PhotoFile> {
  let input: AsyncIterable<Buffer> | null = process.stdin
  for (const name of names) {
    if (name !== '-') yield* filesOf(Buffer.from(name))
    else if (input) {
      const lines = linesOf(input)
      input = null
      for await (const line of lines) yield* filesOf(line)
    }
  }
}

async function* filesOf(path: Buffer): AsyncGenerator<PhotoFile> {
  if (await isFolder(path)) yield* await photosIn(path)
  else yield fileAt(path)
}

/** Fails with UsageError where there is no such folder. */
export async function photosIn(folder: Buffer | string): Promise<PhotoFile[]> {
  const parent = Buffer.from(folder)
  // Latin-1 is the one encoding that loses no byte.
  const entries = await readdir(parent, 'latin1').catch(() => {
    throw new UsageError(`no folder ${parent.toString()}`)
  })
  return entries
    .filter((entry) => photoName.test(entry))
    .map((entry) => fileAt(Buffer.from(join(parent.toString('latin1'), entry), 'latin1')))
    .sort((a, b) => Buffer.compare(a.path, b.path))
}

export const fileAt = (path: Buffer | string): PhotoFile => ({ name: path.toString(), path: Buffer.from(path) })

/** The bytes of a photo. Only of a plain file: a pipe or a device might give bytes for ever, or never. */
export async function readPhoto({ path }: PhotoFile): Promise<Buffer> {
  const entry = await stat(path)
  if (!entry.isFile()) throw new Error(entry.isDirectory() ? 'this is a folder' : 'this is no plain file')
  return readFile(path)
}

/** The files that can be opened; the others are told of on standard error. */
export async function openable(files: readonly PhotoFile[]): Promise<PhotoFile[]> {
  const kept: PhotoFile[] = []
  for (const file of files) {
    await readPhoto(file).then(
      () => kept.push(file),
      (error: Error) => console.error(`vision: ${file.name} is left out: ${error.message}`),
    )
  }
  return kept
}

/** Lines without their ends and blanks around; empty ones are left out. */
async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = ''
  for await (const chunk of input) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (trimmed(line)) yield Buffer.from(trimmed(line), 'latin1')
  }
  if (trimmed(rest)) yield Buffer.from(trimmed(rest), 'latin1')
}

/** Not `trim`: in Latin-1 it would take the byte 0xa0, a part of many a Chinese character, for a blank. */
const trimmed = (line: string) => line.replace(/^[ \t\r]+|[ \t\r]+$/g, '')

async function isFolder(path: Buffer): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
}
