import type { ReactNode } from 'react'
import { OfflineNotice } from '../kit/state/OfflineNotice.tsx'
import { Preferences } from './Preferences.tsx'
import { useTranslation } from 'react-i18next'
import './layout.css'

export interface LayoutProps {
  readonly title: ReactNode
  /** Above the content: steps, a clock. */
  readonly progress?: ReactNode
  /** `要求交警到场`: on every screen of a driver, in the same place. */
  readonly sendOfficer?: ReactNode
  /** The one next action, always within reach of the thumb. */
  readonly nextAction?: ReactNode
  readonly children: ReactNode
}

/** A screen of the phone: navy bar, one thing in the middle, the next action at the bottom. */
export function Layout({ title, progress, sendOfficer, nextAction, children }: LayoutProps) {
  const { t } = useTranslation('app')
  return (
    <div className="layout">
      <a className="kit-unseen layout__skip" href="#content">
        {t('skip')}
      </a>
      <header className="layout__bar kit-on-navy">
        <p className="layout__title">{title}</p>
        <Preferences />
      </header>
      <OfflineNotice />
      {progress && <div className="layout__progress">{progress}</div>}
      <main id="content" className="layout__content" tabIndex={-1}>
        {children}
      </main>
      {(nextAction || sendOfficer) && (
        <footer className="layout__actions">
          {nextAction}
          {sendOfficer}
        </footer>
      )}
    </div>
  )
}
