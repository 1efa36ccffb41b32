import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { answer } from '../../api/client.ts'
import { Button } from '../../kit/form/Button.tsx'
import { useLocalized } from '../../kit/words.ts'
import { useDraft } from '../draft.ts'
import { ActRefused } from '../frame/Refused.tsx'
import { Sheet } from '../frame/Sheet.tsx'
import { type Answer, type Answers, interviewOf, readAnswers } from './answers.ts'
import { useCase } from './case-context.ts'
import { act, useCaseAct } from './case-queries.ts'
import { CaseScreen } from './CaseScreen.tsx'
import { Invitations } from './Invitations.tsx'
import { WithdrawLink } from './WithdrawLink.tsx'

/** The screening questions, one a screen. A yes is sent at once, the rest when all are answered. */
export function Questions({ within = false }: { readonly within?: boolean }) {
  const { t } = useTranslation('driver')
  const localized = useLocalized()
  const navigate = useNavigate()
  const { id, questions } = useCase()
  const draft = useDraft(`kuaichu-answers-${id}`, readAnswers)
  const [doubtful, setDoubtful] = useState<string>()
  const { asked, due, before } = interviewOf(questions, draft.value)

  const send = useCaseAct(id, (api, answers: Answers, { version }, key) =>
    answer(api.POST('/accidents/{id}/answers', { ...act(id, key), body: { version, answers } })),
  )
  const sendAll = (answers: Answers) =>
    send.mutate(answers, {
      onSuccess: () => {
        draft.forget()
        draft.keep({})
        void navigate(`/cases/${id}`)
      },
    })
  const give = (code: string, given: Answer) => {
    const answers = { ...draft.value, [code]: given }
    draft.keep(answers)
    if (given === 'yes' || asked.every((question) => answers[question.code] !== undefined)) sendAll(answers)
  }
  const takeBack = (code: string) =>
    draft.keep(Object.fromEntries(Object.entries(draft.value).filter(([each]) => each !== code)))

  if (!due) {
    return (
      <CaseScreen
        within={within}
        nextAction={
          <Button wide busy={send.isPending} onClick={() => sendAll(draft.value)}>
            {t('questions.send')}
          </Button>
        }
      >
        <h1>{t('questions.allAnswered')}</h1>
        <ActRefused error={send.error} />
        {before && <Back onPress={() => takeBack(before.code)} />}
      </CaseScreen>
    )
  }
  return (
    <CaseScreen within={within}>
      <p className="driver-quiet">{t('questions.count', { index: asked.indexOf(due) + 1, total: asked.length })}</p>
      <h1 aria-live="polite">{localized(due.question)}</h1>
      <p>{localized(due.help)}</p>
      <div className="driver-yes-no" key={due.code}>
        <Button tone="secondary" wide onClick={() => setDoubtful(due.code)}>
          {t('questions.yes')}
        </Button>
        <Button tone="secondary" wide onClick={() => give(due.code, 'no')}>
          {t('questions.no')}
        </Button>
        <Button tone="quiet" wide onClick={() => give(due.code, 'unknown')}>
          {t('questions.unknown')}
        </Button>
      </div>
      <ActRefused error={send.error} />
      {before && <Back onPress={() => takeBack(before.code)} />}
      {!within && asked.indexOf(due) === 0 && (
        <>
          <Invitations />
          <WithdrawLink />
        </>
      )}
      <Sheet open={doubtful === due.code} title={t('questions.sure')} onClose={() => setDoubtful(undefined)}>
        <p className="driver-large">{localized(due.question)}</p>
        <p>{t('questions.sureText')}</p>
        <Button wide busy={send.isPending} onClick={() => give(due.code, 'yes')}>
          {t('questions.confirmYes')}
        </Button>
        {due.code === 'X01' && (
          <Button tone="danger" wide href="tel:120">
            {t('safety.ambulance')}
          </Button>
        )}
        <ActRefused error={send.error} />
      </Sheet>
    </CaseScreen>
  )
}

function Back({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation('driver')
  return (
    <div>
      <Button tone="quiet" icon="previous" onClick={onPress}>
        {t('questions.back')}
      </Button>
    </div>
  )
}
