import type { Heard } from '../stage/client.ts'
import type { KeptPhoto, Tally } from './messages.ts'

/** What one client process writes down while it runs. */
export function openNotes() {
  const [verdictMs, readMs, lateMs]: [number[], number[], number[]] = [[], [], []]
  const errors: string[] = []
  const kept: KeptPhoto[] = []
  return {
    heard: ({ method, status, ms }: Heard) => {
      if (method === 'GET' && status !== null) readMs.push(ms)
    },
    verdict: (ms: number) => void verdictMs.push(ms),
    late: (ms: number) => void lateMs.push(ms),
    acknowledged: (photo: KeptPhoto) => void kept.push(photo),
    error: (during: string, error: unknown) =>
      void errors.push(`${during}: ${error instanceof Error ? error.message : String(error)}`),
    /** What was before is forgotten. */
    startCounting: () => {
      for (const list of [verdictMs, readMs, lateMs, errors, kept]) list.length = 0
    },
    tally: (): Tally => ({ verdictMs, readMs, lateMs, kept, errors }),
  }
}

export type Notes = ReturnType<typeof openNotes>
