import { type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Choice } from '../../kit/form/Choice.tsx'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { ActRefused } from '../frame/Refused.tsx'
import { SubmitButton } from '../frame/SubmitButton.tsx'
import { plateFacts } from '../report/plate.ts'
import { useCase } from './case-context.ts'
import { CaseScreen } from './CaseScreen.tsx'
import { ownParty, useGiveDetails } from './own-party.ts'
import { useInsurerName } from './insurer-name.ts'

/** Consent to hand the case to the insurers that are named here. Source: 个人信息保护法 23. */
export default function Consent() {
  const { t } = useTranslation('driver')
  const navigate = useNavigate()
  const formId = useId()
  const accident = useCase()
  const insurerName = useInsurerName()
  const consented = ownParty(accident)?.consented ?? false
  const [agreed, setAgreed] = useState(consented)
  const [pressed, setPressed] = useState(false)
  const give = useGiveDetails()
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    setPressed(true)
    if (!agreed || give.isPending) return
    give.mutate({ consent: true }, { onSuccess: () => void navigate(`/cases/${accident.id}`) })
  }
  return (
    <CaseScreen within nextAction={<SubmitButton form={formId} busy={give.isPending} label={t('consent.act')} />}>
      <form id={formId} className="driver-form" onSubmit={onSubmit} noValidate>
        <h1>{t('consent.heading')}</h1>
        <p>{t('consent.text')}</p>
        <ul className="driver-rows">
          {accident.vehicles.map((vehicle) => (
            <li key={vehicle.side}>
              <PlateBadge plate={plateFacts(vehicle)} />
              <strong>{vehicle.insurerId ? insurerName(vehicle.insurerId) : t('consent.insurerUnknown')}</strong>
            </li>
          ))}
        </ul>
        <p>{t('consent.what')}</p>
        <Choice
          id="consent"
          label={t('consent.agree')}
          hint={t('consent.agreeHint')}
          error={pressed && !agreed ? t('consent.missing') : undefined}
          checked={agreed}
          onChange={setAgreed}
        />
        <ActRefused error={give.error} />
      </form>
    </CaseScreen>
  )
}
