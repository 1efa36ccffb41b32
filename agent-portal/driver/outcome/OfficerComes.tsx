import { useTranslation } from 'react-i18next'
import { Button } from '../../kit/form/Button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useLocalized } from '../../kit/words.ts'
import { useCase } from '../case/case-context.ts'
import { CaseScreen } from '../case/CaseScreen.tsx'
import { DeterminationLink } from '../document/DeterminationLink.tsx'
import { ApplyOnline } from './ApplyOnline.tsx'
import { Timeline } from './Timeline.tsx'

/** An officer has the case: what to do until he comes, whom to call, and why. */
export default function OfficerComes() {
  const { t } = useTranslation('driver')
  const localized = useLocalized()
  const { instructions, reasons, jointlyAppliedAt } = useCase()
  const ambulance = instructions.some(({ code }) => code === 'call-120')
  return (
    <CaseScreen>
      <div className="driver-hero">
        <Icon name="officer" size="3.5em" />
        <h1>{t(jointlyAppliedAt ? 'officer.online' : 'officer.comes')}</h1>
      </div>
      <p>{t(jointlyAppliedAt ? 'officer.onlineText' : 'officer.comesText')}</p>
      {instructions.length > 0 && (
        <ol className="plain-list">
          {instructions.map(({ code, text }) => (
            <li key={code}>{localized(text)}</li>
          ))}
        </ol>
      )}
      <ApplyOnline />
      <div className="driver-calls">
        {ambulance && (
          <Button tone="danger" wide href="tel:120">
            {t('safety.ambulance')}
          </Button>
        )}
        <Button tone="danger" wide href="tel:122">
          {t('officer.callNow')}
        </Button>
      </div>
      {reasons.length > 0 && (
        <section className="driver-form" aria-labelledby="reasons">
          <h2 id="reasons">{t('officer.because')}</h2>
          <ul className="driver-list">
            {reasons.map(({ code, text }) => (
              <li key={code}>{localized(text)}</li>
            ))}
          </ul>
        </section>
      )}
      <DeterminationLink />
      <Timeline />
    </CaseScreen>
  )
}
