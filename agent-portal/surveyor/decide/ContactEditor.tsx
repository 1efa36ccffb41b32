import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../kit/form/Button.tsx'
import type { PlateFacts } from '../../kit/plates/layout.ts'
import { useLocalized } from '../../kit/words.ts'
import { Chips } from './Chips.tsx'
import { type Catalogue, type ContactDraft, type PickedSituation, type Proposal, sidesOf, touching } from './draft.ts'
import type { Situation } from './findSituations.ts'
import { ProposalPanel } from './ProposalPanel.tsx'
import { SharesEditor } from './SharesEditor.tsx'
import { SituationCard } from './SituationCard.tsx'
import { SituationPicker } from './SituationPicker.tsx'

export interface ContactEditorProps {
  readonly contact: ContactDraft
  readonly proposal: Proposal | undefined
  readonly catalogue: Catalogue
  readonly plates: Readonly<Record<string, PlateFacts>>
  /** More than one contact: their order and who pushed must be told. */
  readonly chain: boolean
  readonly onChange: (contact: ContactDraft) => void
}

/** One contact from the situation to the shares. */
export function ContactEditor({ contact, proposal, catalogue, plates, chain, onChange }: ContactEditorProps) {
  const { t } = useTranslation('surveyor')
  const localized = useLocalized()
  const [picking, setPicking] = useState(false)
  const sides = sidesOf(contact)

  const pick = (situation: Situation) => {
    const [only] = sides
    const faultSide = situation.outcome !== 'equal' && sides.length === 1 ? (only ?? null) : null
    const picked: PickedSituation = { code: situation.code, faultSide, answers: {} }
    onChange({ ...contact, situations: [...contact.situations, picked] })
    setPicking(false)
  }
  const replace = (index: number, picked: PickedSituation[]) =>
    onChange({ ...contact, situations: contact.situations.toSpliced(index, 1, ...picked) })

  return (
    <div className="contact">
      {chain && <ChainPlace contact={contact} plates={plates} onChange={onChange} />}
      <section className="contact__step">
        <h3>{t('decide.step.situation')}</h3>
        {contact.situations.map((picked, index) => {
          const situation = catalogue.situations.find(({ code }) => code === picked.code)
          return (
            situation && (
              <SituationCard
                key={`${picked.code}-${index}`}
                id={`${contact.id}-${picked.code}-${index}`}
                situation={situation}
                picked={picked}
                sides={sides}
                plates={plates}
                proposal={proposal}
                onChange={(changed) => replace(index, [changed])}
                onRemove={() => replace(index, [])}
              />
            )
          )
        })}
        <Button tone="secondary" icon="plus" onClick={() => setPicking(true)}>
          {t(contact.situations.length === 0 ? 'decide.pick' : 'decide.pickAnother')}
        </Button>
        {picking && (
          <SituationPicker
            situations={catalogue.situations}
            suggested={proposal?.suggestions ?? []}
            onPick={pick}
            onClose={() => setPicking(false)}
          />
        )}
      </section>
      <section className="contact__step">
        <h3>{t('decide.step.form')}</h3>
        <Chips
          id={`${contact.id}-form`}
          label={t('decide.form')}
          options={catalogue.forms.map(({ code, name }) => ({ value: code, label: localized(name) }))}
          value={contact.form}
          onChange={(form) => onChange({ ...contact, form })}
        />
        {touching(contact).map((side) => (
          <Chips
            key={side}
            id={`${contact.id}-part-${side}`}
            label={t('decide.part', { side })}
            options={catalogue.parts.map(({ code, name }) => ({ value: code, label: localized(name) }))}
            value={contact.parts[side] ?? null}
            onChange={(part) => onChange({ ...contact, parts: { ...contact.parts, [side]: part } })}
          />
        ))}
      </section>
      <section className="contact__step">
        <h3>{t('decide.step.proposal')}</h3>
        <div aria-live="polite">
          {proposal ? (
            <ProposalPanel proposal={proposal} catalogue={catalogue} />
          ) : (
            <p className="kit-quiet">{t('decide.noProposal')}</p>
          )}
        </div>
      </section>
      <section className="contact__step">
        <h3>{t('decide.step.shares')}</h3>
        <SharesEditor contact={contact} proposal={proposal} catalogue={catalogue} plates={plates} onChange={onChange} />
      </section>
    </div>
  )
}

interface ChainPlaceProps {
  readonly contact: ContactDraft
  readonly plates: Readonly<Record<string, PlateFacts>>
  readonly onChange: (contact: ContactDraft) => void
}

/** Where the contact stands in the row: its turn, and whether a third vehicle pushed one into the other. */
function ChainPlace({ contact, plates, onChange }: ChainPlaceProps) {
  const { t } = useTranslation('surveyor')
  const others = Object.keys(plates).filter((side) => !touching(contact).includes(side))
  return (
    <section className="contact__step">
      <Chips
        id={`${contact.id}-order`}
        label={t('decide.order')}
        options={Object.keys(plates).map((_, index) => ({ value: String(index + 1), label: String(index + 1) }))}
        value={contact.order === null ? null : String(contact.order)}
        onChange={(order) => onChange({ ...contact, order: Number(order) })}
      />
      <Chips
        id={`${contact.id}-pushed`}
        label={t('decide.pushedBy')}
        options={[
          { value: 'nobody', label: t('decide.pushedByNobody') },
          ...others.map((side) => ({ value: side, label: side })),
        ]}
        value={contact.pushedBy ?? 'nobody'}
        onChange={(side) => onChange({ ...contact, pushedBy: side === 'nobody' ? null : side, shares: null })}
      />
    </section>
  )
}
