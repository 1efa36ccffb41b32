import { useTranslation } from 'react-i18next'
import { Button } from '../../kit/form/Button.tsx'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import type { PlateFacts } from '../../kit/plates/layout.ts'
import { StatusTag, type Tone } from '../../kit/state/StatusTag.tsx'
import { useLocalized } from '../../kit/words.ts'
import { Chips } from './Chips.tsx'
import type { PickedSituation, Proposal } from './draft.ts'
import { askedFacts, type Situation } from './findSituations.ts'

export interface SituationCardProps {
  /** Unique on the page. */
  readonly id: string
  readonly situation: Situation
  readonly picked: PickedSituation
  readonly sides: readonly string[]
  readonly plates: Readonly<Record<string, PlateFacts>>
  readonly proposal: Proposal | undefined
  readonly onChange: (picked: PickedSituation) => void
  readonly onRemove: () => void
}

const standingTones = {
  established: 'ok',
  refuted: 'neutral',
  officer: 'warn',
  unknowable: 'warn',
  open: 'info',
} as const satisfies Record<Proposal['findings'][number]['standing'], Tone>

/** One picked situation: whose fault it would be, the facts that decide whether it holds, and how it stands. */
export function SituationCard(props: SituationCardProps) {
  const { id, situation, picked, sides, plates, proposal, onChange, onRemove } = props
  const { t } = useTranslation('surveyor')
  const localized = useLocalized()
  const finding = proposal?.findings.find(
    ({ code, faultPartyId }) => code === picked.code && faultPartyId === picked.faultSide,
  )
  const facts = askedFacts(situation, picked.answers, proposal?.missing ?? [])
  return (
    <section className="situation" aria-label={localized(situation.name)}>
      <header>
        <div>
          <h4>
            {localized(situation.name)} <span className="kit-quiet">{situation.code}</span>
          </h4>
          <p className="kit-quiet">{situation.articles.join(' · ')}</p>
        </div>
        {finding && (
          <StatusTag tone={standingTones[finding.standing]}>{t(`decide.standing.${finding.standing}`)}</StatusTag>
        )}
      </header>
      {situation.outcome !== 'equal' && (
        <Chips
          id={`${id}-side`}
          label={t('decide.whose', { role: localized(situation.faultRole) })}
          options={sides.map((side) => ({
            value: side,
            label: (
              <span className="situation__side">
                <span className="case-side">{side}</span>
                {plates[side] && <PlateBadge plate={plates[side]} size="small" />}
              </span>
            ),
          }))}
          value={picked.faultSide}
          onChange={(faultSide) => onChange({ ...picked, faultSide })}
        />
      )}
      {facts.map((fact) => (
        <Chips
          key={fact.id}
          id={`${id}-${fact.id}`}
          label={localized(fact.question)}
          options={[
            ...fact.answers.map(({ value, label }) => ({ value, label: localized(label) })),
            { value: 'unknown', label: t('decide.cannotTell') },
          ]}
          value={picked.answers[fact.id] ?? null}
          onChange={(value) => onChange({ ...picked, answers: { ...picked.answers, [fact.id]: value } })}
        />
      ))}
      {finding?.notes.map((note) => (
        <p key={note.zh} className="kit-quiet">
          {localized(note)}
        </p>
      ))}
      <Button tone="quiet" onClick={onRemove}>
        {t('decide.remove')}
      </Button>
    </section>
  )
}
