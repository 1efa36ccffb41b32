import { useTranslation } from 'react-i18next'
import { CaseScreen } from '../case/CaseScreen.tsx'
import { Timeline } from './Timeline.tsx'

/** The report was taken back: nothing more happens here. */
export default function Withdrawn() {
  const { t } = useTranslation('driver')
  return (
    <CaseScreen>
      <h1>{t('withdraw.done')}</h1>
      <p>{t('withdraw.doneText')}</p>
      <Timeline />
    </CaseScreen>
  )
}
