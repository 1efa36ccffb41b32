import { useTranslation } from 'react-i18next'
import { answer } from '../../agent-portal/api/client.ts'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { ReasonDialog } from '../desk/ReasonDialog.tsx'
import { type Lane, lanesKey } from './queueQueries.ts'

export type LaneVerb = 'pause' | 'resume'

export interface LaneActProps {
  readonly verb: LaneVerb
  readonly lane: Lane
  readonly onClose: () => void
}

/** A lane is paused, or resumed, once it is clear what that means to whoever waits for it. */
export function LaneAct({ verb, lane: { lane, waiting }, onClose }: LaneActProps) {
  const { t } = useTranslation('console')
  const { api } = useStaff()
  const act = useAct(
    () => {
      const params = { params: { path: { lane } } }
      return answer(
        verb === 'pause'
          ? api.POST('/operations/queues/{lane}/pause', params)
          : api.POST('/operations/queues/{lane}/resume', params),
      )
    },
    [lanesKey],
    onClose,
  )
  const effect = t(`queues.consequence.${lane}`)
  return (
    <ReasonDialog
      title={t(`queues.${verb}`, { lane: t(`queues.lane.${lane}`) })}
      text={verb === 'pause' ? `${effect}${t('queues.pauseText')}` : t('queues.resumeText', { count: waiting })}
      question=""
      reason="none"
      danger={verb === 'pause'}
      busy={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate({})}
      onClose={onClose}
    />
  )
}
