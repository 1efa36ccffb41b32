import { Upload } from 'tus-js-client'

/** A photo on its way: bytes sent so far, then its upload id and SHA-256, with which it is acknowledged. */
export interface FinishedUpload {
  readonly uploadId: string
  readonly sha256: string
}

/** Small enough that a lost connection costs little, large enough that a good one is used. */
const chunkBytes = 512 * 1024
/** Milliseconds between tries while the network is away: a tunnel is left within minutes. */
const retryDelaysMs = [0, 500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000]

/**
 * Uploads a file resumably and hashes it meanwhile. An upload that was interrupted, even by closing the page, goes on where it stopped.
 * What it returns is not acknowledged yet: `POST /evidence` does that.
 */
export async function uploadResumably(
  file: File,
  session: 'staff' | 'driver',
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<FinishedUpload> {
  const [sha256, uploadId] = await Promise.all([hashOf(file), send(file, session, onProgress, signal)])
  return { uploadId, sha256 }
}

async function send(
  file: File,
  session: 'staff' | 'driver',
  onProgress: (share: number) => void,
  signal: AbortSignal | undefined,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: '/api/uploads',
      chunkSize: chunkBytes,
      retryDelays: retryDelaysMs,
      headers: { 'Kuaichu-Session': session },
      removeFingerprintOnSuccess: true,
      onProgress: (sent, total) => onProgress(total === 0 ? 0 : sent / total),
      onError: reject,
      onSuccess: () => resolve(upload.url?.split('/').at(-1) ?? ''),
    })
    signal?.addEventListener('abort', () => {
      void upload.abort()
      reject(signal.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError'))
    })
    void upload.findPreviousUploads().then(([previous]) => {
      if (previous) upload.resumeFromPreviousUpload(previous)
      upload.start()
    }, reject)
  })
}

async function hashOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
