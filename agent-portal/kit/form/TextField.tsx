import type { InputHTMLAttributes } from 'react'
import { Field, type FieldProps } from './Field.tsx'

export interface TextFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'tel' | 'password' | 'search' | 'date'
  readonly inputMode?: InputHTMLAttributes<HTMLInputElement>['inputMode']
  readonly autoComplete?: string
  readonly maxLength?: number
}

/** A question answered with one line of text. */
export function TextField({
  value,
  onChange,
  type = 'text',
  inputMode,
  autoComplete,
  maxLength,
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      {(aids) => (
        <input
          {...aids}
          className="kit-input"
          name={field.id}
          type={type}
          inputMode={inputMode}
          autoComplete={autoComplete}
          maxLength={maxLength}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
