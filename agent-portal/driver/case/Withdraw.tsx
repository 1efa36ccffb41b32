import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { answer } from '../../api/client.ts'
import { RadioCards } from '../../kit/form/RadioCards.tsx'
import { ActButton } from '../frame/ActButton.tsx'
import { ActRefused } from '../frame/Refused.tsx'
import { useCase } from './case-context.ts'
import { act, useCaseAct } from './case-queries.ts'
import { CaseScreen } from './CaseScreen.tsx'
import { actionIn } from './stage.ts'

const reasons = ['mistake', 'settled', 'twice'] as const

/** Taking a report back. It cannot be undone, so it has a page of its own. */
export default function Withdraw() {
  const { t, i18n } = useTranslation('driver')
  const navigate = useNavigate()
  const { id, actions } = useCase()
  const [reason, setReason] = useState<(typeof reasons)[number]>()
  const [pressed, setPressed] = useState(false)
  const withdraw = useCaseAct(id, (api, text: string, { version }, key) =>
    answer(api.POST('/accidents/{id}/withdrawal', { ...act(id, key), body: { version, reason: text } })),
  )
  const send = () => {
    setPressed(true)
    if (reason === undefined) return
    const text = i18n.getFixedT('zh-CN', 'driver')(`withdraw.reason.${reason}`)
    withdraw.mutate(text, { onSuccess: () => void navigate(`/cases/${id}`, { replace: true }) })
  }
  return (
    <CaseScreen
      within
      nextAction={
        <ActButton may={actionIn(actions, 'withdraw')} tone="danger" busy={withdraw.isPending} onPress={send}>
          {t('withdraw.act')}
        </ActButton>
      }
    >
      <RadioCards
        id="withdraw-reason"
        size="page"
        label={t('withdraw.heading')}
        hint={t('withdraw.hint')}
        error={pressed && reason === undefined ? t('withdraw.reasonMissing') : undefined}
        cards={reasons.map((value) => ({ value, label: t(`withdraw.reason.${value}`) }))}
        value={reason}
        onChange={setReason}
      />
      <ActRefused error={withdraw.error} />
    </CaseScreen>
  )
}
