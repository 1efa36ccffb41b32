import type { ReactNode } from 'react'
import { Button } from '../form/Button.tsx'
import { Icon } from '../icons.tsx'
import { type LocalizedText, useKitWords, useLocalized } from '../words.ts'
import './state.css'

/** The parts of an RFC 9457 problem+json answer that a person can use. */
export interface Problem {
  readonly title: LocalizedText
  readonly advice?: LocalizedText
  /** What to tell the hotline, so that the log entry is found. */
  readonly requestId?: string
}

export interface ErrorStateProps {
  /** Missing when no answer came at all (no network). */
  readonly problem?: Problem | undefined
  readonly onRetry?: (() => void) | undefined
  /** Another way out beside trying again. */
  readonly wayOut?: ReactNode
  /** There is nothing else on the page: the title is its heading. */
  readonly page?: boolean
}

/** What was asked for did not come: what happened, what to do, and a way on. */
export function ErrorState({ problem, onRetry, wayOut, page = false }: ErrorStateProps) {
  const t = useKitWords()
  const localized = useLocalized()
  const title = problem ? localized(problem.title) : t('state.failed')
  return (
    <div className="kit-state" data-tone="bad" role="alert">
      <Icon name="bad" size="3em" />
      {page ? <h1 className="kit-state__title">{title}</h1> : <p className="kit-state__title">{title}</p>}
      <p className="kit-state__text">{problem?.advice ? localized(problem.advice) : t('state.failedAdvice')}</p>
      <div className="kit-state__way-out">
        {onRetry && (
          <Button tone="secondary" icon="retry" onClick={onRetry}>
            {t('state.retry')}
          </Button>
        )}
        {wayOut}
      </div>
      {problem?.requestId && <p className="kit-state__reference">{t('state.reference', { id: problem.requestId })}</p>}
    </div>
  )
}
