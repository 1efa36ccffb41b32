import type { Readable } from 'node:stream'
import { fail } from '../../../kernel/errors.ts'
import type { UploadArea } from '../../../kernel/ports.ts'
import { requireKey } from '../key.ts'
import type { LocalCopy } from '../scratch.ts'
import type { Bucket } from './bucket.ts'
import { coveringPieces, pieceKey, toPiece } from './pieces.ts'

/** An upload is kept in memory up to here before it is written: a portal sends half a megabyte at a time, other clients the whole file. */
const pieceBytes = 8 * 1024 * 1024

/**
 * Unacknowledged bytes in the bucket, as objects `uploads/<id>/<start>-<end>`: any process goes on where another stopped. What was answered
 * for is in the bucket; of a request that breaks off, what came is written then.
 */
export function s3Uploads(bucket: Bucket, copy: (bytes: AsyncIterable<Uint8Array>) => Promise<LocalCopy>): UploadArea {
  const folderOf = (id: string) => {
    requireKey(id)
    return `uploads/${id}/`
  }

  async function piecesIn(folder: string) {
    const listed = await bucket.list(folder)
    return coveringPieces(listed.map(({ key }) => toPiece(key)).filter((piece) => piece !== null))
  }

  async function* bytesOf(folder: string): AsyncGenerator<Uint8Array> {
    for (const { key, start, end, skip } of await piecesIn(folder))
      yield* (await bucket.get(key, { start: skip, end: end - start - 1 })) ?? fail('not-found', { key })
  }

  return {
    received: async (id) => (await piecesIn(folderOf(id))).at(-1)?.end ?? 0,

    async append(id, offset, bytes) {
      const folder = folderOf(id)
      let end = offset
      const write = async (piece: Buffer) => {
        if (piece.length === 0) return
        await bucket.put(pieceKey(folder, end, end + piece.length), piece)
        end += piece.length
      }
      for await (const piece of piecesFrom(bytes)) await write(piece)
      return end
    },

    local: async (id) => copy(bytesOf(folderOf(id))),

    async discard(id) {
      await bucket.remove((await bucket.list(folderOf(id))).map(({ key }) => key))
    },
  }
}

/** The stream in pieces. Where it breaks off, what came is the last piece, and the break is passed on after it. */
async function* piecesFrom(bytes: Readable): AsyncGenerator<Buffer> {
  let chunks: Uint8Array[] = []
  let waiting = 0
  const all = () => {
    const piece = Buffer.concat(chunks)
    ;[chunks, waiting] = [[], 0]
    return piece
  }
  try {
    for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
      chunks.push(chunk)
      waiting += chunk.byteLength
      if (waiting >= pieceBytes) yield all()
    }
  } catch (broken) {
    yield all()
    throw broken
  }
  yield all()
}
