import { Component, type ErrorInfo, type ReactNode } from 'react'
import { useKitWords } from '../words.ts'
import { ErrorState } from './ErrorState.tsx'

interface ErrorBoundaryProps {
  readonly children: ReactNode
  /** Where the error goes besides the screen. */
  readonly onError: (error: unknown, info: ErrorInfo) => void
}

/** The last resort: a page whose code failed (or did not arrive) becomes an error with a way out instead of a white screen. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    this.props.onError(error, info)
  }

  override render() {
    return this.state.failed ? <PageFailed /> : this.props.children
  }
}

/** Trying again means loading the page again: its code may be the part that is broken or out of date. */
function PageFailed() {
  const t = useKitWords()
  return (
    <ErrorState
      problem={{ title: t('state.pageFailed'), advice: t('state.pageFailedAdvice') }}
      onRetry={() => window.location.reload()}
    />
  )
}
