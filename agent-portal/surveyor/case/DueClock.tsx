import { useTranslation } from 'react-i18next'
import { ClockRing } from '../../kit/clock/ClockRing.tsx'
import { useNow } from '../../kit/clock/useNow.ts'

export interface DueClockProps {
  readonly since: string
  readonly dueAt: string | null
  readonly size?: number
}

/** The ring of a deadline; nothing where none runs. */
export function DueClock({ since, dueAt, size = 56 }: DueClockProps) {
  const { t } = useTranslation('surveyor')
  const now = useNow()
  if (dueAt === null) return null
  const totalMs = Math.max(1, Date.parse(dueAt) - Date.parse(since))
  return <ClockRing dueAt={dueAt} now={now} totalMs={totalMs} size={size} label={t('deadline')} />
}
