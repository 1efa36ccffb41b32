import type { Heard } from '../stage/client.ts'
import type { KeptPhoto, Tally, Traffic } from './messages.ts'

/** What is there for photos: it grows with the photos of a case. */
const ofPhotos = /^\/(uploads|evidence)\b/
const nothing: Traffic = { requests: 0, photoRequests: 0, sentBytes: 0, receivedBytes: 0 }

/** What one client process writes down while it runs. */
export function openNotes() {
  const [verdictMs, readMs, lateMs]: [number[], number[], number[]] = [[], [], []]
  const errors: string[] = []
  const kept: KeptPhoto[] = []
  let traffic = nothing
  return {
    heard: ({ method, path, status, ms, sentBytes, receivedBytes }: Heard) => {
      if (method === 'GET' && status !== null) readMs.push(ms)
      traffic = {
        requests: traffic.requests + 1,
        photoRequests: traffic.photoRequests + (ofPhotos.test(path) ? 1 : 0),
        sentBytes: traffic.sentBytes + sentBytes,
        receivedBytes: traffic.receivedBytes + receivedBytes,
      }
    },
    verdict: (ms: number) => void verdictMs.push(ms),
    late: (ms: number) => void lateMs.push(ms),
    acknowledged: (photo: KeptPhoto) => void kept.push(photo),
    error: (during: string, error: unknown) =>
      void errors.push(`${during}: ${error instanceof Error ? error.message : String(error)}`),
    /** What was before is forgotten. */
    startCounting: () => {
      for (const list of [verdictMs, readMs, lateMs, errors, kept]) list.length = 0
      traffic = nothing
    },
    tally: (): Tally => ({ verdictMs, readMs, lateMs, kept, errors, traffic }),
  }
}

export type Notes = ReturnType<typeof openNotes>
