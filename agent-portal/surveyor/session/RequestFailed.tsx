import type { ReactNode } from 'react'
import { ApiProblem } from '../../api/client.ts'
import { ErrorState } from '../../kit/state/ErrorState.tsx'

export interface RequestFailedProps {
  readonly error: unknown
  readonly onRetry?: () => void
  readonly wayOut?: ReactNode
}

/** A refusal says what the server said; no answer at all says so. */
export function RequestFailed({ error, onRetry, wayOut }: RequestFailedProps) {
  const problem = error instanceof ApiProblem ? error : undefined
  return <ErrorState problem={problem} onRetry={onRetry} wayOut={wayOut} />
}
