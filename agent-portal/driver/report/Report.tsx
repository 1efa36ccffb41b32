import { type SubmitEvent, useId, useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate, useParams } from 'react-router'
import { answer } from '../../api/client.ts'
import { Steps } from '../../kit/progress/Steps.tsx'
import { accidentKey } from '../case/case-queries.ts'
import { useDraft } from '../draft.ts'
import { ActRefused } from '../frame/Refused.tsx'
import { Screen } from '../frame/Screen.tsx'
import { SubmitButton } from '../frame/SubmitButton.tsx'
import { useApi } from '../services.ts'
import { CheckAnswers } from './CheckAnswers.tsx'
import { OtherVehicles } from './OtherVehicles.tsx'
import { PlaceQuestion } from './PlaceQuestion.tsx'
import { PlateQuestion } from './PlateQuestion.tsx'
import { dueStep, faultOf, isStep, readReport, type ReportDraft, type Step, steps, toReport } from './report-draft.ts'
import { TimeQuestion } from './TimeQuestion.tsx'
import { RoadQuestion, WeatherQuestion } from './CircumstanceQuestions.tsx'

/** Reporting an accident, one question a screen. What is filled in stays on the phone until it is sent. */
export default function Report() {
  const { t } = useTranslation('driver')
  const { step } = useParams()
  const draft = useDraft('kuaichu-report', readReport)
  // Whoever comes back goes on where he stopped.
  if (!isStep(step)) return <Navigate replace to={`/report/${dueStep(draft.value, new Date())}`} />
  return <ReportStep key={step} step={step} draft={draft} title={t('report.title')} />
}

interface ReportStepProps {
  readonly step: Step
  readonly draft: ReturnType<typeof useDraft<ReportDraft>>
  readonly title: string
}

function ReportStep({ step, draft, title }: ReportStepProps) {
  const { t } = useTranslation('driver')
  const navigate = useNavigate()
  const formId = useId()
  const [pressed, setPressed] = useState(false)
  const report = draft.value
  const fault = faultOf(step, report, new Date())
  const before = steps[steps.indexOf(step) - 1]
  const after = steps[steps.indexOf(step) + 1]
  const send = useSendReport(draft)

  const change = (part: Partial<ReportDraft>) => {
    setPressed(false)
    draft.keep((current) => ({ ...current, ...part }))
  }
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    setPressed(true)
    if (fault) document.querySelector<HTMLElement>('#content input, #content select')?.focus()
    else if (after) void navigate(`/report/${after}`)
    else if (!send.isPending) send.mutate()
  }
  const error = pressed && fault ? t(`report.fault.${fault}`) : undefined
  const question = { report, change, error }

  return (
    <Screen
      back={before ? { to: `/report/${before}`, label: t('back') } : { to: '/', label: t('back') }}
      progress={<Steps steps={steps.map((id) => ({ id, label: t(`report.step.${id}`) }))} current={step} />}
      nextAction={<SubmitButton form={formId} busy={send.isPending} label={after ? t('next') : t('report.send')} />}
    >
      <form id={formId} className="driver-form" onSubmit={onSubmit} noValidate aria-label={title}>
        {step === 'place' && <PlaceQuestion {...question} />}
        {step === 'time' && <TimeQuestion {...question} />}
        {step === 'weather' && <WeatherQuestion {...question} />}
        {step === 'road' && <RoadQuestion {...question} />}
        {step === 'own' && (
          <PlateQuestion
            id="own"
            size="page"
            label={t('report.own')}
            plate={report.own}
            onChange={(own) => change({ own })}
            error={error}
          />
        )}
        {step === 'others' && <OtherVehicles {...question} />}
        {step === 'check' && <CheckAnswers report={report} error={error} />}
      </form>
      <ActRefused error={send.error} />
    </Screen>
  )
}

/** Sends the report under the draft's own key and goes to the case; only then the draft is forgotten. */
function useSendReport({ value: report, forget }: ReportStepProps['draft']) {
  const api = useApi()
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () =>
      answer(api.POST('/accidents', { body: toReport(report), headers: { 'Idempotency-Key': report.key } })),
    onSuccess: async (accident) => {
      forget()
      client.setQueryData(accidentKey(accident.id), accident)
      await client.invalidateQueries({ queryKey: ['accidents'] })
      await navigate(`/cases/${accident.id}`, { replace: true })
    },
  })
}
