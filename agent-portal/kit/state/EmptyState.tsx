import type { ReactNode } from 'react'
import { Icon } from '../icons.tsx'
import './state.css'

export interface EmptyStateProps {
  readonly title: ReactNode
  /** Why it is empty, and what will fill it. */
  readonly children?: ReactNode
  readonly wayOut?: ReactNode
  /** There is nothing else on the page: the title is its heading. */
  readonly page?: boolean
}

/** Nothing here, and that is all right. */
export function EmptyState({ title, children, wayOut, page = false }: EmptyStateProps) {
  return (
    <div className="kit-state">
      <Icon name="empty" size="3em" />
      {page ? <h1 className="kit-state__title">{title}</h1> : <p className="kit-state__title">{title}</p>}
      {children && <div className="kit-state__text">{children}</div>}
      {wayOut && <div className="kit-state__way-out">{wayOut}</div>}
    </div>
  )
}
