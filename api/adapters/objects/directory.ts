import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, open, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Clock } from '../../kernel/clock.ts'
import { fail } from '../../kernel/errors.ts'
import type { ObjectStore } from '../../kernel/ports.ts'
import { nullWhenMissing, removeAbandoned } from './abandoned.ts'
import { durableDirectories, syncDirectory } from './durable-directories.ts'
import { requireFolder, requireKey } from './key.ts'
import { redeemLink, signLink, type SignedLink } from './signed-url.ts'

export interface DirectoryObjects extends ObjectStore {
  /** Absolute path of the folder that holds the objects, each under its key. */
  readonly root: string
  /** What a signed URL opens, with the seconds it has left. Fails `forbidden` when changed or expired. */
  redeem(key: string, query: unknown): SignedLink & { secondsLeft: number }
}

/** No key begins with a dot, so the folder of unfinished files cannot be reached by one. */
const incomingFolder = '.incoming'
const readOnly = 0o444

/**
 * Objects as files of one directory, write once: the bytes go to a temporary file of the same file system, are hashed on the
 * way and synced, then linked to their name (a link, unlike a rename, never replaces), and the directory is synced.
 * The file system must know hard links.
 * @param options.publicUrl where `signedFilesRouter` is reached, without a slash at the end.
 */
export function directoryObjects(options: {
  root: string
  signingSecret: string
  publicUrl: string
  clock: Clock
}): DirectoryObjects {
  const { signingSecret, publicUrl, clock } = options
  const root = resolve(options.root)
  const incoming = join(root, incomingFolder)
  const ensureDirectory = durableDirectories(root)
  let prepared: Promise<void> | undefined

  async function prepare(): Promise<void> {
    await ensureDirectory(incoming)
    await removeAbandoned(incoming)
  }

  /** So that the next put tries again. */
  function forget(error: unknown): never {
    prepared = undefined
    throw error
  }

  function pathOf(key: string): string {
    requireKey(key)
    return join(root, key)
  }

  async function sizeOf(key: string): Promise<number | null> {
    const found = await stat(pathOf(key)).catch(nullWhenMissing)
    return found?.isFile() ? found.size : null
  }

  async function requireObject(key: string): Promise<string> {
    if ((await sizeOf(key)) === null) fail('not-found', { key })
    return pathOf(key)
  }

  async function openObject(key: string, range?: { start: number; end: number }): Promise<Readable> {
    return createReadStream(await requireObject(key), range)
  }

  return {
    root,

    async put(key, source, sha256) {
      const path = pathOf(key)
      await (prepared ??= prepare().catch(forget))
      const unfinished = join(incoming, randomUUID())
      try {
        const written = await writeSynced(unfinished, source)
        if (written !== sha256) fail('hash-mismatch', { key })
        await ensureDirectory(dirname(path)).catch((error) => failWhenTaken(error, key))
        const placed = await linkOnce(unfinished, path, key)
        if (!placed && (await hashOf(path)) !== sha256) fail('conflict', { key, state: 'stored with other content' })
        // Also when another writer placed it: its own sync may still be to come.
        await syncDirectory(dirname(path))
      } finally {
        await rm(unfinished, { force: true })
      }
    },

    open: openObject,

    async read(key) {
      const parts: Buffer[] = []
      for await (const part of await openObject(key)) parts.push(part as Buffer)
      return Buffer.concat(parts)
    },

    size: sizeOf,

    async local(key) {
      return { path: await requireObject(key), release: () => Promise.resolve() }
    },

    async keysIn(folder) {
      requireFolder(folder)
      const found = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(noneWhenMissing)
      const files = found.filter((entry) => entry.isFile())
      return files.map(({ parentPath, name }) => relative(root, join(parentPath, name)).split(sep).join('/')).sort()
    },

    async discard(key) {
      const path = pathOf(key)
      if ((await sizeOf(key)) === null) return { gone: true }
      await rm(path, { force: true })
      await syncDirectory(dirname(path))
      return { gone: true }
    },

    async signedUrl(key, { expiresInS, contentType, fileName }) {
      requireKey(key)
      const expiresAtS = Math.floor(clock.now().getTime() / 1000) + expiresInS
      return `${publicUrl}/files/${key}?${signLink({ key, expiresAtS, contentType, fileName }, signingSecret)}`
    },

    redeem(key, query) {
      const now = clock.now()
      const opened = redeemLink(key, query, signingSecret, now)
      return { ...opened, secondsLeft: Math.floor(opened.expiresAtS - now.getTime() / 1000) }
    },
  }
}

function noneWhenMissing(error: unknown): [] {
  nullWhenMissing(error)
  return []
}

/** Writes a read-only file, on disk when it resolves; answers the SHA-256 of what was written, in hex. */
async function writeSynced(path: string, source: { file: string } | { bytes: Uint8Array }): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', readOnly)
  try {
    const bytes = 'file' in source ? createReadStream(source.file) : Readable.from([source.bytes])
    for await (const part of bytes as AsyncIterable<Uint8Array>) {
      hash.update(part)
      await file.writeFile(part)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return hash.digest('hex')
}

/** True when `path` is ours now, false when there was a file already. */
async function linkOnce(from: string, path: string, key: string): Promise<boolean> {
  try {
    await link(from, path)
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    if (!(await stat(path)).isFile()) fail('conflict', { key, state: 'a folder of other objects' })
    return false
  }
}

/** A folder cannot be made where an object lies: `a/b` after `a`. */
function failWhenTaken(error: unknown, key: string): never {
  if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOTDIR')
    fail('conflict', { key, state: 'below another object' })
  throw error
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}
