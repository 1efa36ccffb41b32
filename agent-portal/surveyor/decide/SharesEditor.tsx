import { useTranslation } from 'react-i18next'
import { Button } from '../../kit/form/Button.tsx'
import { Field } from '../../kit/form/Field.tsx'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import type { PlateFacts } from '../../kit/plates/layout.ts'
import { Notice } from '../../kit/state/Notice.tsx'
import { useLocalized } from '../../kit/words.ts'
import { Chips } from './Chips.tsx'
import {
  type Catalogue,
  type ContactDraft,
  departs,
  percentOf,
  type Proposal,
  type ShareDraft,
  sharesOf,
  sidesOf,
} from './draft.ts'
import { shareProblems } from './shareProblems.ts'

export interface SharesEditorProps {
  readonly contact: ContactDraft
  readonly proposal: Proposal | undefined
  readonly catalogue: Catalogue
  readonly plates: Readonly<Record<string, PlateFacts>>
  readonly onChange: (contact: ContactDraft) => void
}

/** Who bears what. It follows the proposal until somebody changes it; contradictions are said at once. */
export function SharesEditor({ contact, proposal, catalogue, plates, onChange }: SharesEditorProps) {
  const { t } = useTranslation('surveyor')
  const shares = sharesOf(contact, proposal)
  const sides = sidesOf(contact)
  const decided = sides.flatMap((side) => shares?.[side] ?? [])
  const problems = decided.length === sides.length ? shareProblems(decided, contact.accidentReason, catalogue) : []
  const nobody = decided.length === sides.length && decided.every(({ kind }) => kind === 'none')
  const set = (side: string, share: ShareDraft) => onChange({ ...contact, shares: { ...shares, [side]: share } })
  return (
    <div className="shares">
      {sides.map((side) => (
        <ShareOfSide
          key={side}
          id={`${contact.id}-${side}`}
          side={side}
          plate={plates[side]}
          share={shares?.[side]}
          catalogue={catalogue}
          onChange={(share) => set(side, share)}
        />
      ))}
      {nobody && (
        <Field id={`${contact.id}-accident-reason`} label={t('decide.accidentReason')}>
          {(aids) => (
            <textarea
              {...aids}
              className="kit-input"
              rows={2}
              maxLength={500}
              value={contact.accidentReason}
              onChange={(event) => onChange({ ...contact, accidentReason: event.target.value })}
            />
          )}
        </Field>
      )}
      <div aria-live="polite">
        {problems.length > 0 && (
          <Notice tone="error" title={t('decide.inconsistent')}>
            <ul className="plain">
              {problems.map((problem) => (
                <li key={problem}>{t(`decide.problem.${problem}`)}</li>
              ))}
            </ul>
          </Notice>
        )}
        {problems.length === 0 && departs(contact, proposal, catalogue) && (
          <Notice
            tone="warn"
            title={t('decide.departs')}
            wayOut={
              <Button tone="quiet" icon="undo" onClick={() => onChange({ ...contact, shares: null })}>
                {t('decide.followProposal')}
              </Button>
            }
          />
        )}
      </div>
    </div>
  )
}

interface ShareOfSideProps {
  readonly id: string
  readonly side: string
  readonly plate: PlateFacts | undefined
  readonly share: ShareDraft | undefined
  readonly catalogue: Catalogue
  readonly onChange: (share: ShareDraft) => void
}

function ShareOfSide({ id, side, plate, share, catalogue, onChange }: ShareOfSideProps) {
  const { t } = useTranslation('surveyor')
  const localized = useLocalized()
  const fixed = share === undefined || share.kind === 'full' || share.kind === 'none'
  return (
    <div className="share">
      <Chips
        id={`${id}-kind`}
        label={
          <span className="situation__side">
            <span className="case-side">{side}</span>
            {plate && <PlateBadge plate={plate} size="small" />}
          </span>
        }
        options={catalogue.liabilityKinds.map(({ code, name }) => ({ value: code, label: localized(name) }))}
        value={share?.kind ?? null}
        onChange={(kind) => onChange({ kind, percent: null })}
      />
      <label className="share__percent">
        <span className="kit-unseen">{t('decide.percentOf', { side })}</span>
        <input
          className="kit-input"
          inputMode="numeric"
          disabled={fixed}
          value={share ? percentOf(share, catalogue) : ''}
          onChange={(event) =>
            share && onChange({ ...share, percent: Math.min(100, Number(event.target.value.replaceAll(/\D/g, ''))) })
          }
        />
        %
      </label>
    </div>
  )
}
