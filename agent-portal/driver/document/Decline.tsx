import { useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { answer, type Schemas } from '../../api/client.ts'
import { Button } from '../../kit/form/Button.tsx'
import { TextArea } from '../../kit/form/TextArea.tsx'
import { keysOf, useIntention } from '../case/case-queries.ts'
import { actionIn } from '../case/stage.ts'
import { ActRefused } from '../frame/Refused.tsx'
import { Sheet } from '../frame/Sheet.tsx'
import { useApi } from '../services.ts'

/** Not agreeing is a right: the reason goes to an officer, who takes the case (APR 20). */
export function Decline({ determination }: { readonly determination: Schemas['Determination'] }) {
  const { t } = useTranslation('driver')
  const [open, setOpen] = useState(false)
  if (!actionIn(determination.actions, 'refuse')?.allowed) return null
  return (
    <>
      <Button tone="danger" wide onClick={() => setOpen(true)}>
        {t('decline.act')}
      </Button>
      <Sheet open={open} title={t('decline.heading')} onClose={() => setOpen(false)}>
        <Reason determination={determination} />
      </Sheet>
    </>
  )
}

function Reason({ determination: { id, accidentId } }: { readonly determination: Schemas['Determination'] }) {
  const { t } = useTranslation('driver')
  const api = useApi()
  const client = useQueryClient()
  const navigate = useNavigate()
  const intention = useIntention()
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState(false)
  const wrong = reason.trim().length < 2
  const decline = useMutation({
    mutationFn: (text: string) =>
      answer(
        api.POST('/determinations/{id}/refusals', {
          params: { path: { id } },
          headers: { 'Idempotency-Key': intention.keyFor(text) },
          body: { reason: text },
        }),
      ),
    onSettled: () => Promise.all(keysOf(accidentId).map((queryKey) => client.invalidateQueries({ queryKey }))),
    onSuccess: () => navigate(`/cases/${accidentId}`),
  })
  const send = () => {
    setPressed(true)
    if (!wrong) decline.mutate(reason.trim())
  }
  return (
    <>
      <TextArea
        id="decline-reason"
        label={t('decline.reason')}
        hint={t('decline.hint')}
        error={pressed && wrong ? t('decline.missing') : undefined}
        rows={4}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
      <ActRefused error={decline.error} />
      <Button wide busy={decline.isPending} onClick={send}>
        {t('decline.confirm')}
      </Button>
    </>
  )
}
