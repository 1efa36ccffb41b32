import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { Button } from '../../kit/form/Button.tsx'
import { ErrorState } from '../../kit/state/ErrorState.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { useKitWords, useLocalized } from '../../kit/words.ts'
import { isProblem, problemOf } from './problem.ts'

interface RefusedProps {
  readonly error: unknown
  readonly onRetry: () => void
  /** It is all that the page has. */
  readonly page?: boolean
}

/** What did not come: why, and the way out (sign in again, the list, another try). */
export function Refused({ error, onRetry, page = false }: RefusedProps) {
  const { t } = useTranslation('driver')
  const { pathname } = useLocation()
  const signedOut = isProblem(error, 'not-signed-in')
  const wayOut = signedOut ? (
    <Button href={`/sign-in?next=${encodeURIComponent(pathname)}`}>{t('signIn.again')}</Button>
  ) : (
    <Button tone="quiet" href="/cases">
      {t('cases.back')}
    </Button>
  )
  return <ErrorState problem={problemOf(error)} onRetry={signedOut ? undefined : onRetry} wayOut={wayOut} page={page} />
}

/** An act that was refused, said where the button is. */
export function ActRefused({ error }: { readonly error: unknown }) {
  const t = useKitWords()
  const localized = useLocalized()
  if (error === null || error === undefined) return null
  const problem = problemOf(error)
  return (
    <Notice tone="error" announce title={problem ? localized(problem.title) : t('state.failed')}>
      {problem?.advice ? localized(problem.advice) : t('state.failedAdvice')}
    </Notice>
  )
}
