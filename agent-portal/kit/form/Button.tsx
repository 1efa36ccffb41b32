import type { MouseEventHandler, ReactNode } from 'react'
import { Icon, type IconName } from '../icons.tsx'
import { useKitWords } from '../words.ts'
import './form.css'

export interface ButtonProps {
  readonly children: ReactNode
  /** `primary` is the one next action: at most one on a screen. */
  readonly tone?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly icon?: IconName
  readonly wide?: boolean
  /** The request is on its way: keeps the focus, ignores further presses. */
  readonly busy?: boolean
  readonly disabled?: boolean
  readonly type?: 'button' | 'submit'
  readonly onClick?: MouseEventHandler<HTMLElement>
  /** Makes it a link that looks like a button (`tel:`, a page). */
  readonly href?: string
}

/** A button. A disabled one stays reachable by keyboard, so that a hint beside it can be found. */
export function Button({
  children,
  tone = 'primary',
  icon,
  wide,
  busy,
  disabled,
  type = 'button',
  onClick,
  href,
}: ButtonProps) {
  const t = useKitWords()
  const look = { className: 'kit-button', 'data-tone': tone, 'data-wide': wide ?? false }

  if (href !== undefined) {
    return (
      <a {...look} href={href} onClick={onClick}>
        {icon && <Icon name={icon} />}
        {children}
      </a>
    )
  }

  const resting = busy || disabled
  return (
    <button
      {...look}
      type={resting ? 'button' : type}
      aria-disabled={resting ?? false}
      aria-busy={busy ?? false}
      onClick={resting ? undefined : onClick}
    >
      {busy ? (
        <span className="kit-button__turning">
          <Icon name="retry" />
        </span>
      ) : (
        icon && <Icon name={icon} />
      )}
      {busy ? t('form.busy') : children}
    </button>
  )
}
