import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { StatusTag } from '../../agent-portal/kit/state/StatusTag.tsx'
import type { LaneVerb } from './LaneAct.tsx'
import type { Lane } from './queueQueries.ts'

export interface LaneRowsProps {
  readonly lanes: readonly Lane[]
  readonly onAct: (verb: LaneVerb, lane: Lane) => void
}

/** Each lane in one line, always in the same order: the numbers change, nothing moves. */
export function LaneRows({ lanes, onAct }: LaneRowsProps) {
  return (
    <ul className="lanes">
      {lanes.map((lane) => (
        <LaneRow key={lane.lane} state={lane} onAct={onAct} />
      ))}
    </ul>
  )
}

const figures = ['waiting', 'running', 'failed'] as const

function LaneRow({ state, onAct }: { readonly state: Lane; readonly onAct: LaneRowsProps['onAct'] }) {
  const { t } = useTranslation('console')
  const { lane, paused } = state
  const name = t(`queues.lane.${lane}`)
  const verb = paused ? 'resume' : 'pause'
  return (
    <li className="lane" aria-label={name} data-paused={paused}>
      <div className="lane__name">
        <strong>{name}</strong>
        <span className="kit-quiet">{t(`queues.holds.${lane}`)}</span>
      </div>
      <dl className="lane__figures">
        {figures.map((figure) => (
          <div key={figure} data-figure={figure} data-none={state[figure] === 0}>
            <dt>{t(`queues.${figure}`)}</dt>
            <dd>{state[figure]}</dd>
          </div>
        ))}
      </dl>
      <div className="lane__state">
        <LaneTag state={state} />
      </div>
      <Button
        size="small"
        className="lane__act"
        type={paused ? 'primary' : 'default'}
        aria-label={t(`queues.${verb}`, { lane: name })}
        onClick={() => onAct(verb, state)}
      >
        {t(`queues.act.${verb}`)}
      </Button>
      {paused && <p className="lane__consequence">{t(`queues.consequence.${lane}`)}</p>}
    </li>
  )
}

function LaneTag({ state: { paused, running, waiting } }: { readonly state: Lane }) {
  const { t } = useTranslation('console')
  if (paused) return <StatusTag tone="warn">{t('queues.state.paused')}</StatusTag>
  if (running > 0) return <StatusTag tone="ok">{t('queues.state.running')}</StatusTag>
  if (waiting > 0) return <StatusTag tone="info">{t('queues.state.waiting')}</StatusTag>
  return <StatusTag tone="neutral">{t('queues.state.idle')}</StatusTag>
}
