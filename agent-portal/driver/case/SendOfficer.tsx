import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { answer } from '../../api/client.ts'
import { Button } from '../../kit/form/Button.tsx'
import { RadioCards } from '../../kit/form/RadioCards.tsx'
import { ActRefused } from '../frame/Refused.tsx'
import { Sheet } from '../frame/Sheet.tsx'
import { useCase } from './case-context.ts'
import { act, useCaseAct } from './case-queries.ts'
import { actionIn } from './stage.ts'

const reasons = ['dispute', 'hurt', 'gone', 'unsafe', 'other'] as const

/** 要求交警到场, on every screen of a case (APR 20). It asks once why, and can always be a call instead. */
export function SendOfficer() {
  const { t } = useTranslation('driver')
  const [open, setOpen] = useState(false)
  const accident = useCase()
  const may = actionIn(accident.actions, 'request-officer')?.allowed
  if (accident.officerRequested || !may) {
    return (
      <Button tone="secondary" icon="officer" wide href="tel:122">
        {accident.officerRequested ? t('officer.askedCall') : t('callPolice')}
      </Button>
    )
  }
  return (
    <>
      <Button tone="secondary" icon="officer" wide onClick={() => setOpen(true)}>
        {t('officer.ask')}
      </Button>
      <Sheet open={open} title={t('officer.why')} onClose={() => setOpen(false)}>
        <AskForOfficer onAsked={() => setOpen(false)} />
      </Sheet>
    </>
  )
}

function AskForOfficer({ onAsked }: { readonly onAsked: () => void }) {
  const { t, i18n } = useTranslation('driver')
  const { id } = useCase()
  const navigate = useNavigate()
  const [reason, setReason] = useState<(typeof reasons)[number]>()
  const [pressed, setPressed] = useState(false)
  const request = useCaseAct(id, (api, text: string, _seen, key) =>
    answer(api.POST('/accidents/{id}/officer-requests', { ...act(id, key), body: { reason: text } })),
  )
  const send = () => {
    setPressed(true)
    if (reason === undefined) return
    // What the officer reads is in his language, whichever the driver has chosen.
    const text = i18n.getFixedT('zh-CN', 'driver')(`officer.reason.${reason}`)
    request.mutate(text, {
      onSuccess: () => {
        onAsked()
        void navigate(`/cases/${id}`)
      },
    })
  }
  return (
    <>
      <RadioCards
        id="officer-reason"
        label={t('officer.reasonLabel')}
        error={pressed && reason === undefined ? t('officer.reasonMissing') : undefined}
        cards={reasons.map((value) => ({ value, label: t(`officer.reason.${value}`) }))}
        value={reason}
        onChange={setReason}
      />
      <ActRefused error={request.error} />
      <Button icon="officer" wide busy={request.isPending} onClick={send}>
        {t('officer.confirm')}
      </Button>
      <Button tone="danger" wide href="tel:122">
        {t('officer.callNow')}
      </Button>
    </>
  )
}
