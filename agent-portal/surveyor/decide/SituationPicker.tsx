import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../kit/form/Button.tsx'
import { TextField } from '../../kit/form/TextField.tsx'
import { Icon } from '../../kit/icons.tsx'
import { EmptyState } from '../../kit/state/EmptyState.tsx'
import { useLocalized } from '../../kit/words.ts'
import { bySituationGroup, findSituations, type Situation } from './findSituations.ts'

export interface SituationPickerProps {
  readonly situations: readonly Situation[]
  /** Codes to look at first: the engine's own suggestions. */
  readonly suggested: readonly string[]
  readonly onPick: (situation: Situation) => void
  readonly onClose: () => void
}

/** The catalogue: searched by name, grouped by what happened. A modal dialog of the browser. */
export function SituationPicker({ situations, suggested, onPick, onClose }: SituationPickerProps) {
  const { t } = useTranslation('surveyor')
  const dialog = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState('')
  useEffect(() => dialog.current?.showModal(), [])

  const found = findSituations(situations, typed)
  const hints = typed === '' ? situations.filter(({ code }) => suggested.includes(code)) : []
  return (
    <dialog ref={dialog} className="picker" aria-labelledby="picker-title" onClose={onClose}>
      <header className="picker__bar">
        <h2 id="picker-title">{t('decide.pick')}</h2>
        <Button tone="quiet" icon="close" onClick={() => dialog.current?.close()}>
          {t('close')}
        </Button>
        <TextField id="situation-search" label={t('decide.search')} type="search" value={typed} onChange={setTyped} />
      </header>
      <div className="picker__list" tabIndex={0} role="group" aria-label={t('decide.catalogue')}>
        {hints.length > 0 && <Group name={t('decide.suggested')} situations={hints} onPick={onPick} />}
        {[...bySituationGroup(found)].map(([group, members]) => (
          <Group key={group} name={t(`group.${group}`, { defaultValue: group })} situations={members} onPick={onPick} />
        ))}
        {found.length === 0 && <EmptyState title={t('decide.noneFound', { typed })} />}
      </div>
    </dialog>
  )
}

interface GroupProps {
  readonly name: string
  readonly situations: readonly Situation[]
  readonly onPick: (situation: Situation) => void
}

function Group({ name, situations, onPick }: GroupProps) {
  const localized = useLocalized()
  return (
    <section className="picker__group">
      <h3>{name}</h3>
      <ul>
        {situations.map((situation) => (
          <li key={situation.code}>
            <button type="button" onClick={() => onPick(situation)}>
              <span className="picker__name">{localized(situation.name)}</span>
              <span className="kit-quiet">
                {situation.code} · {localized(situation.faultRole)}
              </span>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
