import { useTranslation } from 'react-i18next'
import { answer } from '../../api/client.ts'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { StatusTag } from '../../kit/state/StatusTag.tsx'
import { useCase } from '../case/case-context.ts'
import { act, useCaseAct } from '../case/case-queries.ts'
import { ownParty } from '../case/own-party.ts'
import { actionIn } from '../case/stage.ts'
import { ActButton } from '../frame/ActButton.tsx'
import { ActRefused } from '../frame/Refused.tsx'
import { plateFacts } from '../report/plate.ts'

/** Instead of waiting at the roadside, all parties may ask the police to determine online (申请交警在线认定, APR 20). */
export function ApplyOnline() {
  const { t } = useTranslation('driver')
  const accident = useCase()
  const { id, actions, parties, vehicles, jointlyAppliedAt } = accident
  const apply = useCaseAct(id, (api, _input: undefined, _seen, key) =>
    answer(api.POST('/accidents/{id}/online-application', act(id, key))),
  )
  const withdraw = useCaseAct(id, (api, _input: undefined, _seen, key) =>
    answer(api.POST('/accidents/{id}/online-application/withdrawal', act(id, key))),
  )
  const may = actionIn(actions, 'apply-online')
  const applied = ownParty(accident)?.appliedOnline ?? false
  if (!may) return null
  return (
    <section className="driver-panel" aria-labelledby="online">
      <h2 id="online">{t(jointlyAppliedAt ? 'online.jointly' : 'online.heading')}</h2>
      <p>{t(jointlyAppliedAt ? 'online.jointlyText' : 'online.text')}</p>
      {parties.some(({ appliedOnline }) => appliedOnline) && (
        <ul className="driver-rows">
          {vehicles.map((vehicle) => {
            const has = parties.some(({ side, appliedOnline }) => side === vehicle.side && appliedOnline)
            return (
              <li key={vehicle.side}>
                <PlateBadge plate={plateFacts(vehicle)} />
                <StatusTag tone={has ? 'ok' : 'neutral'}>{t(has ? 'online.applied' : 'online.notYet')}</StatusTag>
              </li>
            )
          })}
        </ul>
      )}
      {applied ? (
        <ActButton
          tone="secondary"
          may={actionIn(actions, 'withdraw-application')}
          busy={withdraw.isPending}
          onPress={() => withdraw.mutate(undefined)}
        >
          {t('online.withdraw')}
        </ActButton>
      ) : (
        <ActButton may={may} busy={apply.isPending} onPress={() => apply.mutate(undefined)}>
          {t('online.act')}
        </ActButton>
      )}
      <ActRefused error={apply.error ?? withdraw.error} />
    </section>
  )
}
