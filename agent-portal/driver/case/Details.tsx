import { type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ErrorSummary } from '../../kit/form/ErrorSummary.tsx'
import { TextField } from '../../kit/form/TextField.tsx'
import { ActRefused } from '../frame/Refused.tsx'
import { SubmitButton } from '../frame/SubmitButton.tsx'
import { useCase } from './case-context.ts'
import { CaseScreen } from './CaseScreen.tsx'
import { isLicenceNumber } from './licence-number.ts'
import { LicenceCheck } from './LicenceCheck.tsx'
import { ownParty, useGiveDetails } from './own-party.ts'

/** Name and licence number: the only two things about himself that a driver types; the registers know the rest. */
export default function Details() {
  const { t } = useTranslation('driver')
  const navigate = useNavigate()
  const formId = useId()
  const accident = useCase()
  const own = ownParty(accident)
  const [name, setName] = useState(own?.name ?? '')
  const [licence, setLicence] = useState(own?.licenceNumber ?? '')
  const [pressed, setPressed] = useState(false)
  const give = useGiveDetails()

  const wrong = {
    name: name.trim() === '' ? t('details.nameMissing') : undefined,
    licence: isLicenceNumber(licence) ? undefined : t('details.licenceWrong'),
  }
  const problems = [
    ...(wrong.name ? [{ fieldId: 'name', message: wrong.name }] : []),
    ...(wrong.licence ? [{ fieldId: 'licence', message: wrong.licence }] : []),
  ]
  // What the register said holds for what it was asked about, not for what is being typed.
  const asChecked = name.trim() === own?.name && licence === own.licenceNumber
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    setPressed(true)
    if (problems.length > 0 || give.isPending) return
    give.mutate(
      { name: name.trim(), licenceNumber: licence },
      { onSuccess: () => void navigate(`/cases/${accident.id}`) },
    )
  }
  return (
    <CaseScreen within nextAction={<SubmitButton form={formId} busy={give.isPending} />}>
      <form id={formId} className="driver-form" onSubmit={onSubmit} noValidate>
        {pressed && problems.length > 1 && <ErrorSummary problems={problems} />}
        <h1>{t('details.heading')}</h1>
        <p>{t('details.text')}</p>
        <TextField
          id="name"
          label={t('details.name')}
          error={pressed ? wrong.name : undefined}
          autoComplete="name"
          maxLength={60}
          value={name}
          onChange={setName}
        />
        <TextField
          id="licence"
          label={t('details.licence')}
          hint={t('details.licenceHint')}
          error={pressed ? wrong.licence : undefined}
          autoComplete="off"
          maxLength={18}
          value={licence}
          onChange={(text) => setLicence(text.toUpperCase().replaceAll(/[^\dX]/g, ''))}
        />
        {own?.licenceState && asChecked && <LicenceCheck state={own.licenceState} />}
        <ActRefused error={give.error} />
      </form>
    </CaseScreen>
  )
}
