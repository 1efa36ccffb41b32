import { useTranslation } from 'react-i18next'
import { Notice } from '../../kit/state/Notice.tsx'
import { useCase } from '../case/case-context.ts'
import { CaseScreen } from '../case/CaseScreen.tsx'
import { Deadline } from './Deadline.tsx'
import { Timeline } from './Timeline.tsx'

/** The case is with a surveyor or an officer: what happens now, and what has happened. The page moves on by itself. */
export default function Waiting() {
  const { t } = useTranslation('driver')
  const { state, surveyorId } = useCase()
  const stand = state === 'countersigning' ? 'countersigning' : surveyorId === null ? 'queued' : 'deciding'
  return (
    <CaseScreen>
      <h1>{t(`waiting.${stand}`)}</h1>
      <p>{t(`waiting.${stand}Text`)}</p>
      <Deadline />
      <Notice tone="info" title={t('waiting.stay')}>
        {t('waiting.stayText')}
      </Notice>
      <Timeline />
    </CaseScreen>
  )
}
