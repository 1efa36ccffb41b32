import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { plateKinds, provinces } from '../../../vision/plates/grammar.ts'
import { Button } from '../../kit/form/Button.tsx'
import { FieldError } from '../../kit/form/Field.tsx'
import { RadioCards } from '../../kit/form/RadioCards.tsx'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { useLanguage } from '../../kit/words.ts'
import {
  commonKinds,
  needsProvince,
  type PlateDraft,
  plateFacts,
  plateNumber,
  rarerKinds,
  samplePlate,
} from './plate.ts'

interface PlateQuestionProps {
  readonly id: string
  readonly size: 'page' | 'field'
  readonly label: string
  readonly plate: PlateDraft
  readonly onChange: (plate: PlateDraft) => void
  readonly error: string | undefined
}

/** A plate: its kind by a picture of it, its number into the picture. */
export function PlateQuestion({ id, size, label, plate, onChange, error }: PlateQuestionProps) {
  const { t } = useTranslation('driver')
  const language = useLanguage()
  const rare = rarerKinds.some((code) => code === plate.kind)
  const [all, setAll] = useState(rare)
  const kinds = all ? [...commonKinds, ...rarerKinds] : commonKinds
  return (
    <div className="driver-plate">
      <RadioCards
        id={`${id}-kind`}
        size={size}
        label={label}
        hint={t('report.plate.kindHint')}
        error={plate.kind === null ? error : undefined}
        cardWidth="9rem"
        cards={kinds.map((value) => ({
          value,
          label: (
            <span className="driver-plate__kind">
              <PlateBadge plate={plateFacts({ plateNumber: samplePlate(value), plateKind: value })} size="small" />
              {language === 'en' ? plateKinds[value].en : plateKinds[value].zh}
            </span>
          ),
        }))}
        value={plate.kind ?? undefined}
        onChange={(kind) => onChange({ ...plate, kind })}
      />
      {!all && (
        <Button tone="quiet" onClick={() => setAll(true)}>
          {t('report.plate.otherKinds')}
        </Button>
      )}
      {plate.kind !== null && <PlateNumber id={id} plate={plate} onChange={onChange} error={error} />}
    </div>
  )
}

function PlateNumber({ id, plate, onChange, error }: Omit<PlateQuestionProps, 'label' | 'size'>) {
  const { t } = useTranslation('driver')
  if (plate.kind === null) return null
  const typed = plateNumber(plate)
  const province = needsProvince(plate.kind)
  return (
    <fieldset className="kit-field" data-invalid={error !== undefined}>
      <legend className="kit-field__label">{t('report.plate.number')}</legend>
      {error && <FieldError id={`${id}-error`} message={error} />}
      <div className="driver-plate__number">
        {province && (
          <select
            className="kit-input"
            aria-label={t('report.plate.province')}
            value={plate.province}
            onChange={(event) => onChange({ ...plate, province: event.target.value })}
          >
            <option value="">{t('report.plate.chooseProvince')}</option>
            {[...provinces].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
        <input
          id={`${id}-number`}
          className="kit-input"
          aria-label={t('report.plate.characters')}
          aria-describedby={error ? `${id}-error` : undefined}
          aria-invalid={error !== undefined}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          maxLength={12}
          value={plate.rest}
          onChange={(event) => onChange({ ...plate, rest: event.target.value.toUpperCase() })}
        />
      </div>
      {plate.rest !== '' && (
        <output className="driver-plate__shown">
          <PlateBadge plate={plateFacts({ plateNumber: typed, plateKind: plate.kind })} size="large" />
        </output>
      )}
    </fieldset>
  )
}
