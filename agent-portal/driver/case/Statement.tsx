import { type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { formatPlate } from '../../../vision/plates/grammar.ts'
import { TextArea } from '../../kit/form/TextArea.tsx'
import { TextField } from '../../kit/form/TextField.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { membersOf, textOf, useDraft } from '../draft.ts'
import { ActRefused } from '../frame/Refused.tsx'
import { SubmitButton } from '../frame/SubmitButton.tsx'
import { useCase } from './case-context.ts'
import { CaseScreen } from './CaseScreen.tsx'
import { ownParty, useGiveDetails } from './own-party.ts'
import { centsTyped } from './yuan.ts'

const readStatement = (stored: unknown) => ({
  text: textOf(membersOf(stored)['text']),
  loss: textOf(membersOf(stored)['loss']),
})

/** What happened, in the driver's own words: each gives his before he sees the other's, and it stands. */
export default function Statement() {
  const { t } = useTranslation('driver')
  const navigate = useNavigate()
  const formId = useId()
  const accident = useCase()
  const given = ownParty(accident)?.statementGiven ?? false
  const draft = useDraft(`kuaichu-statement-${accident.id}`, readStatement)
  const [pressed, setPressed] = useState(false)
  const give = useGiveDetails()

  const { text, loss } = draft.value
  const lossCents = centsTyped(loss)
  const error = text.trim().length < 4 ? t('statement.tooShort') : undefined
  const lossError = lossCents === null ? t('statement.lossWrong') : undefined
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    setPressed(true)
    if (error || lossError || give.isPending) return
    give.mutate(
      { statement: text.trim(), ...(lossCents != null ? { lossCents } : {}) },
      {
        onSuccess: () => {
          draft.forget()
          void navigate(`/cases/${accident.id}`)
        },
      },
    )
  }
  if (given) return <GivenStatements />
  return (
    <CaseScreen within nextAction={<SubmitButton form={formId} busy={give.isPending} label={t('statement.act')} />}>
      <form id={formId} className="driver-form" onSubmit={onSubmit} noValidate>
        <TextArea
          id="statement"
          size="page"
          label={t('statement.heading')}
          hint={t('statement.hint')}
          error={pressed ? error : undefined}
          maxLength={2000}
          value={text}
          onChange={(next) => draft.keep({ text: next, loss })}
        />
        <TextField
          id="loss"
          label={t('statement.loss')}
          hint={t('statement.lossHint')}
          optional
          error={pressed ? lossError : undefined}
          inputMode="decimal"
          autoComplete="off"
          maxLength={12}
          value={loss}
          onChange={(next) => draft.keep({ text, loss: next })}
        />
        <Notice tone="warn" title={t('statement.stands')} />
        <ActRefused error={give.error} />
      </form>
    </CaseScreen>
  )
}

/** The own statement, and the others' as soon as everybody has spoken. */
function GivenStatements() {
  const { t } = useTranslation('driver')
  const { parties, vehicles } = useCase()
  const plateOf = (side: string) => formatPlate(vehicles.find((each) => each.side === side)?.plateNumber ?? side)
  return (
    <CaseScreen within>
      <h1>{t('statement.heading')}</h1>
      {parties.map(({ side, you, statement }) => (
        <section key={side} className="driver-panel">
          <h2>{t(you ? 'statement.yours' : 'statement.others', { plate: plateOf(side) })}</h2>
          <p>{statement ?? t('statement.hidden')}</p>
        </section>
      ))}
    </CaseScreen>
  )
}
