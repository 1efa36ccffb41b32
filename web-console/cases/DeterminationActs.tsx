import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Schemas } from '../../agent-portal/api/client.ts'
import { caseKey, read } from '../../agent-portal/surveyor/case/queries.ts'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { ActButton } from '../desk/ActButton.tsx'
import { ReasonDialog } from '../desk/ReasonDialog.tsx'

type Determination = Schemas['Determination']
type Act = 'countersign' | 'withdraw'

export interface DeterminationActsProps {
  readonly determination: Determination
  readonly decisionPath: string
}

/** Under mandate `countersign` the surveyor's determination becomes the officer's, goes back, or is replaced by his own. */
export function DeterminationActs({ determination, decisionPath }: DeterminationActsProps) {
  const { t } = useTranslation('console')
  const { api } = useStaff()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<Act>()
  const { id, version, accidentId } = determination
  const act = useAct(
    ({ name, reason }: { name: Act; reason: string }) =>
      read<Determination>(
        name === 'countersign'
          ? api.POST('/determinations/{id}/countersignature', { params: { path: { id } }, body: { version } })
          : api.POST('/determinations/{id}/withdrawal', { params: { path: { id } }, body: { version, reason } }),
      ),
    [caseKey(accidentId)],
    () => setAsking(undefined),
  )
  const stateOf = (name: Act | 'replace') => determination.actions.find(({ action }) => action === name)
  if (!stateOf('countersign') && !stateOf('withdraw') && !stateOf('replace')) return null
  const ask = (name: Act) => {
    act.reset()
    setAsking(name)
  }
  return (
    <section className="card" aria-label={t('countersigning.heading')}>
      <h2>{t('countersigning.heading')}</h2>
      <p className="kit-quiet">{t('countersigning.text')}</p>
      <div className="card__acts">
        <ActButton type="primary" state={stateOf('countersign')} onClick={() => ask('countersign')}>
          {t('countersigning.act.countersign')}
        </ActButton>
        <ActButton state={stateOf('replace')} onClick={() => void navigate(decisionPath)}>
          {t('countersigning.act.replace')}
        </ActButton>
        <ActButton danger state={stateOf('withdraw')} onClick={() => ask('withdraw')}>
          {t('countersigning.act.withdraw')}
        </ActButton>
      </div>
      {asking && (
        <ReasonDialog
          title={t(`countersigning.act.${asking}`)}
          text={t(`countersigning.consequence.${asking}`)}
          question={t('countersigning.why')}
          reason={asking === 'countersign' ? 'none' : 'required'}
          danger={asking === 'withdraw'}
          busy={act.isPending}
          error={act.error}
          onConfirm={(reason) => act.mutate({ name: asking, reason })}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  )
}
