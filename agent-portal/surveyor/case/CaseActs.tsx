import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, type Schemas } from '../../api/client.ts'
import { Button, type ButtonProps } from '../../kit/form/Button.tsx'
import { useLocalized } from '../../kit/words.ts'
import { queueKey } from '../queue/queueKey.ts'
import { Refused } from '../session/Refused.tsx'
import { type StaffSession, useStaff } from '../session/staffSession.ts'
import { useAct } from '../session/useAct.ts'
import { ReasonSheet } from './ReasonSheet.tsx'
import { caseKey } from './queries.ts'

type Accident = Schemas['Accident']

/** What a surveyor does to a case, in the order of the buttons. */
export const surveyorActs = ['take', 'hand-back', 'return-to-parties', 'request-officer'] as const
type Act = (typeof surveyorActs)[number]

const needsReason: readonly Act[] = ['return-to-parties', 'request-officer']
const tones = {
  take: 'primary',
  'hand-back': 'secondary',
  'return-to-parties': 'secondary',
  'request-officer': 'danger',
} as const satisfies Record<Act, ButtonProps['tone']>

export interface CaseActsProps {
  readonly accident: Accident
  /** Those that stand here: the next one within reach of the thumb, the others at the end of the page. */
  readonly acts: readonly Act[]
  /** The case is no longer the surveyor's. */
  readonly onLeft: () => void
}

/** A button for each act that the server offers; one that is not allowed now says why. */
export function CaseActs({ accident, acts, onLeft }: CaseActsProps) {
  const { t } = useTranslation('surveyor')
  const localized = useLocalized()
  const { api, me } = useStaff()
  const [asking, setAsking] = useState<Act>()
  const { id, version } = accident
  const act = useAct(
    ({ name, reason }: { name: Act; reason: string }, key) => send(api, name, { id, version, reason }, key),
    [caseKey(id), queueKey],
    (_, { name }) => {
      setAsking(undefined)
      // An officer has it now: a surveyor who had not taken it may no longer look at it.
      const lost = name === 'request-officer' && accident.surveyorId !== me.id
      if (name === 'hand-back' || lost) onLeft()
    },
  )
  const offered = acts.flatMap((name) => accident.actions.find(({ action }) => action === name) ?? [])
  const press = (name: Act) => {
    act.reset()
    if (needsReason.includes(name)) setAsking(name)
    else act.mutate({ name, reason: '' })
  }
  return (
    <div className="case-acts">
      {offered.map(({ action, allowed, reason }) => {
        const name = acts.find((each) => each === action)
        return (
          name && (
            <div key={name}>
              <Button
                tone={tones[name]}
                wide
                {...(name === 'request-officer' ? { icon: 'officer' as const } : {})}
                disabled={!allowed}
                busy={act.isPending && act.variables.name === name}
                onClick={() => press(name)}
              >
                {t(`act.${name}`)}
              </Button>
              {!allowed && reason && <p className="kit-quiet">{localized(reason)}</p>}
            </div>
          )
        )
      })}
      {!asking && <Refused error={act.error} />}
      {asking && (
        <ReasonSheet
          title={t(`act.${asking}`)}
          question={t(`actReason.${asking}`)}
          busy={act.isPending}
          error={act.error}
          onConfirm={(reason) => act.mutate({ name: asking, reason })}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  )
}

interface Wanted {
  readonly id: string
  readonly version: number
  readonly reason: string
}

function send(api: StaffSession['api'], act: Act, { id, version, reason }: Wanted, key: string): Promise<Accident> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } }
  switch (act) {
    case 'take':
      return answer(api.POST('/accidents/{id}/taking', { params, body: { version } }))
    case 'hand-back':
      return answer(api.POST('/accidents/{id}/handing-back', { params, body: { version } }))
    case 'return-to-parties':
      return answer(api.POST('/accidents/{id}/return', { params, body: { version, reason } }))
    case 'request-officer':
      return answer(api.POST('/accidents/{id}/officer-requests', { params, body: { reason } }))
  }
}
