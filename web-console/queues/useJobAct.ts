import { answer, ApiProblem } from '../../agent-portal/api/client.ts'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { type FailedJob, failedJobsKey, lanesKey } from './queueQueries.ts'

export type JobVerb = 'retry' | 'dismiss'

/** What is about to be done to which failed jobs. */
export interface JobIntention {
  readonly verb: JobVerb
  readonly jobs: readonly FailedJob[]
}

/** Tries failed jobs again, or dismisses them, one after another. Tells how many somebody else had dealt with before. */
export function useJobAct(onDone: (gone: number) => void) {
  const { api } = useStaff()
  const actOn = ({ id }: FailedJob, verb: JobVerb, reason: string) => {
    const params = { params: { path: { id } } }
    return answer(
      verb === 'retry'
        ? api.POST('/operations/failed-jobs/{id}/retry', params)
        : api.DELETE('/operations/failed-jobs/{id}', { ...params, body: { reason } }),
    )
  }
  return useAct(
    async ({ verb, jobs, reason = '' }: JobIntention & { reason?: string }) => {
      let gone = 0
      for (const job of jobs) {
        try {
          await actOn(job, verb, reason)
        } catch (error) {
          if (!(error instanceof ApiProblem && error.code === 'not-found')) throw error
          gone += 1
        }
      }
      return gone
    },
    [failedJobsKey, lanesKey],
    onDone,
  )
}
