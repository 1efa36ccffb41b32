import { useQuery } from '@tanstack/react-query'
import { answer, type Schemas } from '../../agent-portal/api/client.ts'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useRows } from '../desk/useRows.ts'

export type Lane = Schemas['Lane']
export type FailedJob = Schemas['FailedJob']

export const lanesKey = ['lanes'] as const
export const failedJobsKey = ['failed-jobs'] as const

/** Queues move by themselves and tell nobody: they are asked, as long as the page is in sight. */
const everyMs = 4_000
/** As many as the server gives at once; each lane's own count says how many there are. */
export const mostFailedJobs = 200

export function useLanes() {
  const { api } = useStaff()
  return useQuery({
    queryKey: lanesKey,
    queryFn: () => answer(api.GET('/operations/queues')),
    refetchInterval: everyMs,
  })
}

export function useFailedJobs() {
  const { api } = useStaff()
  return useRows(
    failedJobsKey,
    async () => {
      const { items } = await answer(
        api.GET('/operations/failed-jobs', { params: { query: { limit: mostFailedJobs } } }),
      )
      return { items, next: null }
    },
    { everyMs },
  )
}
