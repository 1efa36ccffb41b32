import { ApiProblem } from '../../api/client.ts'
import type { Problem } from '../../kit/state/ErrorState.tsx'

/** What a failed request says to a person; nothing where no answer came at all. */
export function problemOf(error: unknown): Problem | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  const { title, advice, requestId } = error
  return { title, advice, ...(requestId ? { requestId } : {}) }
}

export const isProblem = (error: unknown, code: string): error is ApiProblem =>
  error instanceof ApiProblem && error.code === code
