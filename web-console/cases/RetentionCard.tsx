import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../agent-portal/api/client.ts'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { StatusTag } from '../../agent-portal/kit/state/StatusTag.tsx'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { caseKey, read } from '../../agent-portal/surveyor/case/queries.ts'
import { RequestFailed } from '../../agent-portal/surveyor/session/RequestFailed.tsx'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { ActButton } from '../desk/ActButton.tsx'
import { ReasonDialog } from '../desk/ReasonDialog.tsx'
import { PlaceHold } from './PlaceHold.tsx'

type Retention = Schemas['Retention']
type Hold = Retention['holds'][number]

const tones = { kept: 'neutral', held: 'warn', erased: 'neutral' } as const satisfies Record<Retention['state'], string>

/** Until when the case is kept (保存期限), what was erased, and the holds that keep it longer (留存). */
export function RetentionCard({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('console')
  const { api } = useStaff()
  const [asking, setAsking] = useState<'hold' | Hold>()
  const { data, error, refetch } = useQuery({
    queryKey: [...caseKey(caseId), 'retention'],
    queryFn: () => read<Retention>(api.GET('/accidents/{id}/retention', { params: { path: { id: caseId } } })),
  })
  if (error) return <RequestFailed error={error} onRetry={() => void refetch()} />
  if (!data) return null
  const { state, parts, holds, actions, yetToGo } = data
  const close = () => setAsking(undefined)
  return (
    <section className="card" aria-label={t('retention.heading')}>
      <h2>{t('retention.heading')}</h2>
      <p>
        <StatusTag tone={tones[state]}>{t(`retention.state.${state}`)}</StatusTag>
      </p>
      <dl className="retention-parts">
        {parts.map((part) => (
          <Part key={part.stage} part={part} />
        ))}
      </dl>
      {yetToGo.objects > 0 && <p className="kit-quiet">{t('retention.yetToGo', { count: yetToGo.objects })}</p>}
      <ul className="retention-holds">
        {holds.map((hold) => (
          <HoldRow
            key={hold.id}
            hold={hold}
            may={actions.find(({ action }) => action === 'lift')}
            onLift={() => setAsking(hold)}
          />
        ))}
      </ul>
      <div className="card__acts">
        <ActButton state={actions.find(({ action }) => action === 'hold')} onClick={() => setAsking('hold')}>
          {t('retention.hold')}
        </ActButton>
      </div>
      {asking === 'hold' && <PlaceHold caseId={caseId} onClose={close} />}
      {asking && asking !== 'hold' && <LiftHold caseId={caseId} hold={asking} onClose={close} />}
    </section>
  )
}

function Part({ part: { stage, dueAt, erasedAt } }: { readonly part: Retention['parts'][number] }) {
  const { t } = useTranslation('console')
  const language = useLanguage()
  const day = (at: string) => formatTime(at, 'day', language)
  return (
    <div>
      <dt>{t(`retention.stage.${stage}`)}</dt>
      <dd>
        {erasedAt
          ? t('retention.erased', { time: day(erasedAt) })
          : dueAt
            ? t('retention.due', { time: day(dueAt) })
            : t('retention.notYet')}
      </dd>
    </div>
  )
}

interface HoldRowProps {
  readonly hold: Hold
  readonly may: Retention['actions'][number] | undefined
  readonly onLift: () => void
}

function HoldRow({ hold, may, onLift }: HoldRowProps) {
  const { t } = useTranslation('console')
  const language = useLanguage()
  const { ground, reason, placedBy, placedAt, liftedBy, liftedAt, liftReason } = hold
  const time = (at: string) => formatTime(at, 'day', language)
  return (
    <li>
      <StatusTag tone={liftedAt ? 'neutral' : 'warn'}>{t(`retention.ground.${ground}`)}</StatusTag>
      <span className="kit-quiet">{t('retention.placed', { name: placedBy, time: time(placedAt) })}</span>
      {reason && <q>{reason}</q>}
      {liftedAt && (
        <span className="kit-quiet">{t('retention.lifted', { name: liftedBy ?? '', time: time(liftedAt) })}</span>
      )}
      {liftReason && <q>{liftReason}</q>}
      {!liftedAt && (
        <ActButton size="small" state={may} onClick={onLift}>
          {t('retention.lift')}
        </ActButton>
      )}
    </li>
  )
}

interface LiftHoldProps {
  readonly caseId: string
  readonly hold: Hold
  readonly onClose: () => void
}

function LiftHold({ caseId: id, hold, onClose }: LiftHoldProps) {
  const { t } = useTranslation('console')
  const { api } = useStaff()
  const lift = useAct(
    (body: Schemas['LiftHold'], key) =>
      read<Retention>(
        api.POST('/accidents/{id}/holds/{holdId}/lifting', {
          params: { path: { id, holdId: hold.id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    [caseKey(id)],
    onClose,
  )
  return (
    <ReasonDialog
      title={t('retention.lift')}
      text={t('retention.liftText')}
      question={t('retention.why')}
      reason="required"
      danger
      busy={lift.isPending}
      error={lift.error}
      onConfirm={(reason) => lift.mutate({ version: hold.version, reason })}
      onClose={onClose}
    />
  )
}
