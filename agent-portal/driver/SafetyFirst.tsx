import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Button } from '../kit/form/Button.tsx'
import { Notice } from '../kit/state/Notice.tsx'
import { LinkButton } from './frame/LinkButton.tsx'
import { Screen } from './frame/Screen.tsx'

/** What comes before every question. Source: 道路交通安全法 68, 70; 实施条例 60. */
export function SafetyFirst() {
  const { t } = useTranslation('driver')
  return (
    <Screen nextAction={<LinkButton to="/report">{t('safety.next')}</LinkButton>}>
      <h1>{t('safety.heading')}</h1>
      <ol className="plain-list">
        <li>{t('safety.hazardLights')}</li>
        <li>{t('safety.warningTriangle')}</li>
        <li>{t('safety.leaveRoad')}</li>
      </ol>
      <Notice
        tone="error"
        title={t('safety.injured')}
        wayOut={
          <>
            <Button tone="danger" href="tel:120">
              {t('safety.ambulance')}
            </Button>
            <Button tone="danger" href="tel:119">
              {t('safety.fire')}
            </Button>
          </>
        }
      >
        {t('safety.injuredAdvice')}
      </Notice>
      <p>
        {t('safety.reportedBefore')} <Link to="/cases">{t('safety.myCases')}</Link>
      </p>
    </Screen>
  )
}
