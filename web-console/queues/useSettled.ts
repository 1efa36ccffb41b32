import { useState } from 'react'
import type { FailedJob } from './queueQueries.ts'

/**
 * Of a list that is read again and again, what the reader has seen: jobs that failed since are counted and wait until he asks for them, so that no row
 * moves below his hand. Where nothing is in sight they come by themselves.
 */
export function useSettled(jobs: readonly FailedJob[]) {
  const [upTo, setUpTo] = useState('')
  const newestAt = jobs[0]?.failedAt ?? ''
  const settled = jobs.filter(({ failedAt }) => failedAt <= upTo)
  if (settled.length === 0 && newestAt !== upTo) setUpTo(newestAt)
  return { settled, newer: jobs.length - settled.length, showAll: () => setUpTo(newestAt) }
}
