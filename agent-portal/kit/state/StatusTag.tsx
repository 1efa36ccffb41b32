import type { ReactNode } from 'react'
import { Icon } from '../icons.tsx'
import './state.css'

export type Tone = 'neutral' | 'info' | 'ok' | 'warn' | 'bad'

export interface StatusTagProps {
  readonly tone: Tone
  /** The state in words; colour and icon only repeat it. */
  readonly children: ReactNode
}

/** The state of a case, a check or a document, in one word. */
export function StatusTag({ tone, children }: StatusTagProps) {
  return (
    <span className="kit-tag" data-tone={tone}>
      <Icon name={tone} size="1.1em" />
      {children}
    </span>
  )
}
