import type { CSSProperties, ReactNode } from 'react'
import { FieldError } from './Field.tsx'
import './form.css'

export interface RadioCard<Value extends string> {
  readonly value: Value
  readonly label: ReactNode
  readonly hint?: ReactNode
}

export interface RadioCardsProps<Value extends string> {
  readonly id: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly size?: 'field' | 'page'
  readonly cards: readonly RadioCard<Value>[]
  /** Nothing is chosen beforehand: a default would answer for the driver. */
  readonly value: Value | undefined
  readonly onChange: (value: Value) => void
  /** Cards stand side by side where each gets this much room. Default 16rem; yes and no fit in 8rem. */
  readonly cardWidth?: string
}

/** A question with a few answers, each large enough for a thumb. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const { id, label, hint, error, size = 'field', cards, value, onChange, cardWidth } = props
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset
      className="kit-field kit-cards"
      data-invalid={error !== undefined}
      aria-describedby={describedBy || undefined}
    >
      <legend className="kit-field__label" data-size={size}>
        {size === 'page' ? <h1 style={{ font: 'inherit' }}>{label}</h1> : label}
      </legend>
      {hint && (
        <div id={`${id}-hint`} className="kit-field__hint">
          {hint}
        </div>
      )}
      {error && <FieldError id={`${id}-error`} message={error} />}
      <div className="kit-cards__row" style={cardWidth ? ({ '--card-width': cardWidth } as CSSProperties) : undefined}>
        {cards.map((card, index) => (
          <label key={card.value} className="kit-card">
            <input
              id={index === 0 ? id : undefined}
              type="radio"
              name={id}
              value={card.value}
              checked={card.value === value}
              onChange={() => onChange(card.value)}
            />
            <span className="kit-card__label">
              {card.label}
              {card.hint && <span className="kit-card__hint">{card.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
