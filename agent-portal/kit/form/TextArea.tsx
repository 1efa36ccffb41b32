import { Field, type FieldProps } from './Field.tsx'

export interface TextAreaProps extends Omit<FieldProps, 'children'> {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly rows?: number
  readonly maxLength?: number
}

/** A question answered in sentences. */
export function TextArea({ value, onChange, rows = 6, maxLength, ...field }: TextAreaProps) {
  return (
    <Field {...field}>
      {(aids) => (
        <textarea
          {...aids}
          className="kit-input"
          name={field.id}
          rows={rows}
          maxLength={maxLength}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
