import { useTranslation } from 'react-i18next'
import { Field } from '../../kit/form/Field.tsx'
import { RadioCards } from '../../kit/form/RadioCards.tsx'
import { formatTime } from '../../kit/format/time.ts'
import { useLanguage } from '../../kit/words.ts'
import type { QuestionProps } from './question.ts'
import { agoMinutes, instantTyped, typedInstant, type When } from './report-draft.ts'

const choices = [...(Object.keys(agoMinutes) as (keyof typeof agoMinutes)[]), 'other'] as const

/** When it happened: as people say it, or typed. */
export function TimeQuestion({ report, change, error }: QuestionProps) {
  const { t } = useTranslation('driver')
  const language = useLanguage()
  const choose = (when: When) => {
    const occurredAt = when === 'other' ? '' : new Date(Date.now() - agoMinutes[when] * 60_000).toISOString()
    change({ when, occurredAt })
  }
  const known = report.when !== null && report.when !== 'other' && report.occurredAt !== ''
  return (
    <>
      <RadioCards
        id="when"
        size="page"
        label={t('report.time.question')}
        error={report.when === 'other' ? undefined : error}
        cards={choices.map((value) => ({
          value,
          label: t(`report.time.${value}`),
          ...(known && value === report.when ? { hint: formatTime(report.occurredAt, 'dayAndTime', language) } : {}),
        }))}
        value={report.when ?? undefined}
        onChange={choose}
      />
      {report.when === 'other' && (
        <Field id="occurred-at" label={t('report.time.typed')} error={error}>
          {(aids) => (
            <input
              {...aids}
              className="kit-input"
              type="datetime-local"
              max={typedInstant(new Date().toISOString())}
              value={typedInstant(report.occurredAt)}
              onChange={(event) => change({ occurredAt: instantTyped(event.target.value) ?? '' })}
            />
          )}
        </Field>
      )}
    </>
  )
}
