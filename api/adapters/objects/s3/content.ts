import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'

/** What is to be stored: a local file, or bytes. */
export type Content = { readonly file: string } | { readonly bytes: Uint8Array }

export async function sizeOf(content: Content): Promise<number> {
  return 'file' in content ? (await stat(content.file)).size : content.bytes.byteLength
}

/** The content in parts of `partBytes`, the last one shorter; empty content is one empty part. */
export async function* partsOf(content: Content, partBytes: number): AsyncGenerator<Buffer> {
  if ('bytes' in content) {
    const { buffer, byteOffset, byteLength } = content.bytes
    for (let at = 0; at === 0 || at < byteLength; at += partBytes)
      yield Buffer.from(buffer, byteOffset + at, Math.min(partBytes, byteLength - at))
    return
  }
  const file = await open(content.file, 'r')
  try {
    for (let at = 0; ; at += partBytes) {
      const part = await filled(file, at, partBytes)
      if (at === 0 || part.length > 0) yield part
      if (part.length < partBytes) return
    }
  } finally {
    await file.close()
  }
}

/** As many bytes as there are, up to `length`: one read may bring fewer. */
async function filled(file: Awaited<ReturnType<typeof open>>, from: number, length: number): Promise<Buffer> {
  const part = Buffer.allocUnsafe(length)
  let got = 0
  while (got < length) {
    const { bytesRead } = await file.read(part, got, length - got, from + got)
    if (bytesRead === 0) break
    got += bytesRead
  }
  return part.subarray(0, got)
}

/** SHA-256 in hex. */
export async function hashOf(parts: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of parts) hash.update(part)
  return hash.digest('hex')
}
