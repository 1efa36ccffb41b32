import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { answer } from '../../api/client.ts'
import { Icon } from '../../kit/icons.tsx'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { StatusTag } from '../../kit/state/StatusTag.tsx'
import { ActButton } from '../frame/ActButton.tsx'
import { ActRefused } from '../frame/Refused.tsx'
import { plateFacts } from '../report/plate.ts'
import { useCase } from './case-context.ts'
import { act, useCaseAct } from './case-queries.ts'
import { CaseScreen } from './CaseScreen.tsx'
import { actionIn, othersOwe, type Task, tasksOf } from './stage.ts'
import { WithdrawLink } from './WithdrawLink.tsx'

/** Everything that remains when the road is clear, as a list in which each driver sees what is his to do. */
export default function Tasks() {
  const { t } = useTranslation('driver')
  const accident = useCase()
  // At this stage a case has a reason only when it was returned; submitting takes it away.
  const { id, actions, vehicles, reason } = accident
  const submit = useCaseAct(id, (api, _input: undefined, { version }, key) =>
    answer(api.POST('/accidents/{id}/submission', { ...act(id, key), body: { version } })),
  )
  const late = othersOwe(accident)
  return (
    <CaseScreen
      nextAction={
        <ActButton may={actionIn(actions, 'submit')} busy={submit.isPending} onPress={() => submit.mutate(undefined)}>
          {t('tasks.submit')}
        </ActButton>
      }
    >
      <h1>{t('tasks.heading')}</h1>
      <p>{t('tasks.text')}</p>
      {reason && (
        <Notice tone="warn" title={t('tasks.returned')}>
          {reason}
        </Notice>
      )}
      <ul className="driver-tasks">
        {tasksOf(accident).map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </ul>
      {late.length > 0 && (
        <Notice tone="info" title={t('tasks.othersOwe')}>
          <ul className="driver-rows">
            {vehicles
              .filter(({ side }) => late.includes(side))
              .map((vehicle) => (
                <li key={vehicle.side}>
                  <PlateBadge plate={plateFacts(vehicle)} />
                  {t('tasks.othersOweText')}
                </li>
              ))}
          </ul>
        </Notice>
      )}
      <ActRefused error={submit.error} />
      <WithdrawLink />
    </CaseScreen>
  )
}

function TaskRow({ task }: { readonly task: Task }) {
  const { t } = useTranslation('driver')
  const { id, parties } = useCase()
  const invited = parties.find(({ joined }) => !joined)?.side
  // What is done once and for all needs no page; photos can always be looked at.
  const open = !task.done || task.id === 'photos' || task.id === 'details'
  const to = task.id === 'invite' ? `/cases/${id}/invite/${invited ?? ''}` : `/cases/${id}/${task.id}`
  const row = (
    <>
      <span>
        <span className="driver-tasks__name">{t(`tasks.${task.id}`)}</span>
        {!task.done && <span className="driver-tasks__hint">{t(`tasks.hint.${task.id}`)}</span>}
      </span>
      <StatusTag tone={task.done ? 'ok' : 'warn'}>{t(task.done ? 'tasks.done' : 'tasks.open')}</StatusTag>
      {open && <Icon name="next" />}
    </>
  )
  return (
    <li>
      {open ? (
        <Link className="driver-tasks__row" to={to}>
          {row}
        </Link>
      ) : (
        <div className="driver-tasks__row">{row}</div>
      )}
    </li>
  )
}
