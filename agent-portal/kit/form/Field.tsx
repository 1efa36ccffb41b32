import type { ReactNode } from 'react'
import { useKitWords } from '../words.ts'
import './form.css'

/** What an input needs to be tied to its label, hint and error. */
export interface FieldAids {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
}

export interface FieldProps {
  /** Also the target of the error summary's link. */
  readonly id: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly optional?: boolean
  /** `page` when the question is the page: the label is its heading. */
  readonly size?: 'field' | 'page'
  readonly children: (aids: FieldAids) => ReactNode
}

/** One question: label, hint, error, then the input, in this order, as GOV.UK does it. */
export function Field({ id, label, hint, error, optional, size = 'field', children }: FieldProps) {
  const t = useKitWords()
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const labelElement = (
    <label className="kit-field__label" data-size={size} htmlFor={id}>
      {label}
      {optional && <span className="kit-field__optional">{t('form.optional')}</span>}
    </label>
  )
  return (
    <div className="kit-field" data-invalid={error !== undefined}>
      {size === 'page' ? <h1>{labelElement}</h1> : labelElement}
      {hint && (
        <div id={`${id}-hint`} className="kit-field__hint">
          {hint}
        </div>
      )}
      {error && <FieldError id={`${id}-error`} message={error} />}
      {children({ id, 'aria-describedby': describedBy || undefined, 'aria-invalid': error !== undefined })}
    </div>
  )
}

export function FieldError({ id, message }: { readonly id: string; readonly message: string }) {
  const t = useKitWords()
  return (
    <p id={id} className="kit-field__error">
      <span className="kit-unseen">{t('form.error')}</span>
      {message}
    </p>
  )
}
