import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/client.ts'
import { Notice } from '../../kit/state/Notice.tsx'
import { useLocalized } from '../../kit/words.ts'

/** Why an act was not done, beside its button; nothing while there is no error. */
export function Refused({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('surveyor')
  const localized = useLocalized()
  if (!error) return null
  const problem = error instanceof ApiProblem ? error : undefined
  return (
    <Notice tone="error" announce title={problem ? localized(problem.title) : t('noAnswer')}>
      {problem ? localized(problem.advice) : t('noAnswerAdvice')}
    </Notice>
  )
}
