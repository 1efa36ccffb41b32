import type { ReactNode } from 'react'

export interface ChipsProps<Value extends string> {
  /** Unique on the page. */
  readonly id: string
  readonly label: ReactNode
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[]
  readonly value: Value | null
  readonly onChange: (value: Value) => void
}

/** A question with a few short answers in a row. Radio buttons: arrow keys and screen readers know them. */
export function Chips<Value extends string>({ id, label, options, value, onChange }: ChipsProps<Value>) {
  return (
    <fieldset className="chips">
      <legend>{label}</legend>
      <div className="chips__row">
        {options.map((option) => (
          <label key={option.value} className="chip">
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
