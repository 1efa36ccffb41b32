import { useKitWords } from '../words.ts'
import './state.css'

export interface LoadingStateProps {
  /** What will come: lines of text, or one photo. */
  readonly shape?: 'lines' | 'photo'
  readonly lines?: number
}

/** The grey shape of what is being fetched. Shown only when the wait is longer than a blink. */
export function LoadingState({ shape = 'lines', lines = 4 }: LoadingStateProps) {
  const t = useKitWords()
  return (
    <div className="kit-loading" data-shape={shape} role="status" aria-busy="true">
      <span className="kit-unseen">{t('state.loading')}</span>
      {Array.from({ length: shape === 'photo' ? 1 : lines }, (_, line) => (
        <div key={line} className="kit-loading__bar" />
      ))}
    </div>
  )
}
