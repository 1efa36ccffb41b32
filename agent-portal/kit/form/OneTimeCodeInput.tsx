import type { CSSProperties, ReactNode } from 'react'
import { useKitWords } from '../words.ts'
import { Button } from './Button.tsx'
import { Field } from './Field.tsx'

export interface OneTimeCodeInputProps {
  readonly id: string
  readonly value: string
  readonly onChange: (digits: string) => void
  /** All digits are there: ask the server without a further press. */
  readonly onComplete?: (digits: string) => void
  readonly length?: number
  readonly label?: ReactNode
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly onResend?: () => void
  /** Until then the server would refuse to send another code. */
  readonly resendInS?: number
}

/** The code from the text message. One input, so that the phone fills it in by itself and pasting works. */
export function OneTimeCodeInput(props: OneTimeCodeInputProps) {
  const { id, value, onChange, onComplete, length = 6, label, hint, error, onResend, resendInS = 0 } = props
  const t = useKitWords()

  const take = (text: string) => {
    const digits = text.replaceAll(/\D/g, '').slice(0, length)
    onChange(digits)
    if (digits.length === length && digits !== value) onComplete?.(digits)
  }

  return (
    <Field id={id} label={label ?? t('form.code')} hint={hint ?? t('form.codeHint', { length })} error={error}>
      {(aids) => (
        <>
          <input
            {...aids}
            className="kit-code"
            style={{ '--length': length } as CSSProperties}
            name={id}
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            spellCheck={false}
            value={value}
            onChange={(event) => take(event.target.value)}
          />
          {onResend && (
            <span className="kit-code__again">
              <Button tone="quiet" disabled={resendInS > 0} onClick={onResend}>
                {resendInS > 0 ? t('form.resendIn', { seconds: resendInS }) : t('form.resend')}
              </Button>
            </span>
          )}
        </>
      )}
    </Field>
  )
}
