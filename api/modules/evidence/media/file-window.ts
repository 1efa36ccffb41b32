import { open } from 'node:fs/promises'

/** Looks at parts of a file without reading it whole. */
export interface FileWindow {
  readonly size: number
  /** The bytes from `at` on; fewer than asked for at the end of the file. */
  read(at: number, length: number): Promise<Buffer>
}

export async function withFileWindow<T>(path: string, look: (file: FileWindow) => Promise<T>): Promise<T> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const read = async (at: number, length: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at)
      return buffer.subarray(0, bytesRead)
    }
    return await look({ size, read })
  } finally {
    await handle.close()
  }
}
