import type { ReactNode } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import { LoadingState } from '../../kit/state/LoadingState.tsx'
import { Refused } from './Refused.tsx'

interface FetchedProps<Data> {
  readonly query: UseQueryResult<Data>
  readonly lines?: number
  /** It is all that the page has. */
  readonly page?: boolean
  readonly children: (data: Data) => ReactNode
}

/** What a query brought. What was read once stays in sight while it is read again. */
export function Fetched<Data>({ query, lines = 6, page = false, children }: FetchedProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <Refused page={page} error={query.error} onRetry={() => void query.refetch()} />
  return <LoadingState lines={lines} />
}
