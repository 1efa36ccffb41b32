import { useTranslation } from 'react-i18next'
import { ClockRing } from '../../kit/clock/ClockRing.tsx'
import { useNow } from '../../kit/clock/useNow.ts'
import { formatTime } from '../../kit/format/time.ts'
import { useLanguage } from '../../kit/words.ts'
import { useCase } from '../case/case-context.ts'

/** The time that the law or the city gives for what is due now; nothing where none runs. */
export function Deadline() {
  const { t } = useTranslation('driver')
  const language = useLanguage()
  const { dueAt, reportedAt } = useCase()
  const now = useNow()
  if (dueAt === null) return null
  return (
    <p className="driver-deadline">
      <ClockRing
        dueAt={dueAt}
        now={now}
        totalMs={Date.parse(dueAt) - Date.parse(reportedAt)}
        label={t('waiting.deadline')}
      />
      {t('waiting.until', { time: formatTime(dueAt, 'dayAndTime', language) })}
    </p>
  )
}
