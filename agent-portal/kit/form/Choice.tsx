import type { ReactNode } from 'react'
import { FieldError } from './Field.tsx'
import './form.css'

export interface ChoiceProps {
  readonly id: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** Something that may be ticked: a declaration, one of several that apply. */
export function Choice({ id, label, hint, error, checked, onChange }: ChoiceProps) {
  return (
    <div className="kit-field" data-invalid={error !== undefined}>
      {error && <FieldError id={`${id}-error`} message={error} />}
      <label className="kit-choice" htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          checked={checked}
          aria-invalid={error !== undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>
          {label}
          {hint && <span className="kit-choice__hint">{hint}</span>}
        </span>
      </label>
    </div>
  )
}
