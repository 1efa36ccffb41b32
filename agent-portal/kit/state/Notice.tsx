import type { ReactNode } from 'react'
import { Icon } from '../icons.tsx'
import { useKitWords } from '../words.ts'
import './state.css'

const icons = { info: 'info', ok: 'ok', warn: 'warn', error: 'bad' } as const

export interface NoticeProps {
  readonly tone: keyof typeof icons
  readonly title: ReactNode
  readonly children?: ReactNode
  /** What the reader can do about it: a link or a button. */
  readonly wayOut?: ReactNode
  /** Appeared in answer to something (read out at once), rather than standing on the page from the start. */
  readonly announce?: boolean
}

/** Something the reader must know before going on. */
export function Notice({ tone, title, children, wayOut, announce = false }: NoticeProps) {
  const t = useKitWords()
  return (
    <section
      className="kit-notice"
      data-tone={tone}
      role={announce ? (tone === 'error' ? 'alert' : 'status') : undefined}
    >
      <Icon name={icons[tone]} size="1.4em" />
      <p className="kit-notice__title">
        <span className="kit-unseen">{t(`notice.${tone}`)}: </span>
        {title}
      </p>
      {children && <div className="kit-notice__body">{children}</div>}
      {wayOut && <div className="kit-notice__way-out">{wayOut}</div>}
    </section>
  )
}
