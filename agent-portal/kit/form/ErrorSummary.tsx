import { useEffect, useRef } from 'react'
import { useKitWords } from '../words.ts'
import './form.css'

export interface ErrorSummaryProps {
  /** In the order of the page; `fieldId` is the id of the field that can mend it. */
  readonly problems: readonly { readonly fieldId: string; readonly message: string }[]
}

/** Everything to correct, at the top of the page. Takes the focus when it appears; each line leads to its field. */
export function ErrorSummary({ problems }: ErrorSummaryProps) {
  const t = useKitWords()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [problems])

  if (problems.length === 0) return null
  return (
    <div ref={box} className="kit-problems" role="alert" tabIndex={-1} aria-labelledby="kit-problems-title">
      <h2 id="kit-problems-title">{t('form.problems')}</h2>
      <ul>
        {problems.map(({ fieldId, message }) => (
          <li key={fieldId}>
            <a
              href={`#${fieldId}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(fieldId)?.focus()
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
