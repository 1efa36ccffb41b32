import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Layout } from '../../app/Layout.tsx'
import { Icon } from '../../kit/icons.tsx'
import { Button } from '../../kit/form/Button.tsx'
import '../driver.css'

export interface ScreenProps {
  /** Where `back` leads; without it the bar bears the name of the service. */
  readonly back?: { readonly to: string; readonly label: string }
  readonly progress?: ReactNode
  readonly nextAction?: ReactNode
  /** `要求交警到场` of the case; before there is a case it is a call. */
  readonly sendOfficer?: ReactNode
  readonly children: ReactNode
}

/** One screen of a driver: the way back, how far along, one thing, the next action, and always the way to an officer. */
export function Screen({ back, progress, nextAction, sendOfficer, children }: ScreenProps) {
  const { t } = useTranslation('driver')
  const title = back ? (
    <Link className="driver-back" to={back.to}>
      <Icon name="previous" />
      {back.label}
    </Link>
  ) : (
    t('title')
  )
  return (
    <Layout title={title} progress={progress} nextAction={nextAction} sendOfficer={sendOfficer ?? <CallPolice />}>
      {children}
    </Layout>
  )
}

/** The way to an officer where there is no case yet. */
function CallPolice() {
  const { t } = useTranslation('driver')
  return (
    <Button tone="secondary" icon="officer" wide href="tel:122">
      {t('callPolice')}
    </Button>
  )
}
