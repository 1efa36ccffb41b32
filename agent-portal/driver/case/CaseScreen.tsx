import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../kit/format/time.ts'
import { Steps } from '../../kit/progress/Steps.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { useLanguage } from '../../kit/words.ts'
import { Screen } from '../frame/Screen.tsx'
import { useCase } from './case-context.ts'
import { SendOfficer } from './SendOfficer.tsx'
import { caseSteps, stageOf, stepOf } from './stage.ts'

interface CaseScreenProps {
  /** A page within the case leads back to the case; the case itself to the list. */
  readonly within?: boolean | string
  readonly nextAction?: ReactNode
  /** The case ended before its last step: no step is the present one. */
  readonly ended?: boolean
  readonly children: ReactNode
}

/** A screen of a case: its steps, and the officer one press away. */
export function CaseScreen({ within = false, nextAction, ended = false, children }: CaseScreenProps) {
  const { t } = useTranslation('driver')
  const language = useLanguage()
  const accident = useCase()
  const home = `/cases/${accident.id}`
  const stage = stageOf(accident)
  const up = typeof within === 'string' ? `${home}/${within}` : home
  return (
    <Screen
      back={within ? { to: up, label: t('back') } : { to: '/cases', label: t('cases.title') }}
      progress={
        // A report that was taken back leads nowhere.
        stage !== 'withdrawn' &&
        !ended && <Steps steps={caseSteps.map((id) => ({ id, label: t(`case.step.${id}`) }))} current={stepOf(stage)} />
      }
      nextAction={nextAction}
      sendOfficer={<SendOfficer />}
    >
      {accident.erasedAt && (
        <Notice tone="info" title={t('case.erased', { time: formatTime(accident.erasedAt, 'day', language) })} />
      )}
      {children}
    </Screen>
  )
}
