import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/client.ts'
import { Notice } from '../../kit/state/Notice.tsx'
import { formatTime } from '../../kit/format/time.ts'
import { useLanguage, useLocalized } from '../../kit/words.ts'

/** Why an act was not done, beside its button; nothing while there is no error. */
export function Refused({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('surveyor')
  const localized = useLocalized()
  const language = useLanguage()
  if (!error) return null
  const problem = error instanceof ApiProblem ? error : undefined
  const until = problem?.code === 'locked-out' ? String(problem.extensions.until) : undefined
  const advice = problem ? localized(problem.advice) : t('noAnswerAdvice')
  return (
    <Notice tone="error" announce title={problem ? localized(problem.title) : t('noAnswer')}>
      {until ? t('lockedOutAdvice', { time: formatTime(until, 'time', language) }) : advice}
    </Notice>
  )
}
