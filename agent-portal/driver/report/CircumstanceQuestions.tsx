import { useTranslation } from 'react-i18next'
import { RadioCards } from '../../kit/form/RadioCards.tsx'
import type { QuestionProps } from './question.ts'
import { roadKinds, weathers } from './report-draft.ts'

export function WeatherQuestion({ report, change, error }: QuestionProps) {
  const { t } = useTranslation('driver')
  return (
    <RadioCards
      id="weather"
      size="page"
      label={t('report.weather.question')}
      error={error}
      cardWidth="8rem"
      cards={weathers.map((value) => ({ value, label: t(`report.weather.${value}`) }))}
      value={report.weather ?? undefined}
      onChange={(weather) => change({ weather })}
    />
  )
}

export function RoadQuestion({ report, change, error }: QuestionProps) {
  const { t } = useTranslation('driver')
  return (
    <RadioCards
      id="road"
      size="page"
      label={t('report.road.question')}
      error={error}
      cards={roadKinds.map((value) => ({
        value,
        label: t(`report.road.${value}`),
        ...(value === 'expressway' ? { hint: t('report.road.expresswayHint') } : {}),
      }))}
      value={report.roadKind ?? undefined}
      onChange={(roadKind) => change({ roadKind })}
    />
  )
}
