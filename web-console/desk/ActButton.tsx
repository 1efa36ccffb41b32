import type { ReactNode } from 'react'
import { Button, type ButtonProps, Tooltip } from 'antd'
import { type LocalizedText, useLocalized } from '../../agent-portal/kit/words.ts'

export interface ActButtonProps extends Pick<ButtonProps, 'type' | 'danger' | 'onClick' | 'size'> {
  /** What the server says of the act; without it there is no button. */
  readonly state: { readonly allowed: boolean; readonly reason?: LocalizedText | undefined } | undefined
  readonly children: ReactNode
}

/** A button for an act, exactly when the server offers it. One that is not allowed now says why. */
export function ActButton({ state, children, onClick, ...look }: ActButtonProps) {
  const localized = useLocalized()
  if (!state) return null
  if (state.allowed) {
    return (
      <Button {...look} onClick={onClick}>
        {children}
      </Button>
    )
  }
  const why = state.reason && localized(state.reason)
  return (
    <span className="act-refused">
      <Tooltip title={why}>
        {/* Reachable by keyboard, so that its reason can be found. */}
        <Button {...look} aria-disabled="true" className="act-refused__button">
          {children}
        </Button>
      </Tooltip>
      {why && <span className="act-refused__why">{why}</span>}
    </span>
  )
}
