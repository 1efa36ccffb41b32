import { type SubmitEvent, useId, useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { answer } from '../../api/client.ts'
import { useNow } from '../../kit/clock/useNow.ts'
import { Button } from '../../kit/form/Button.tsx'
import { OneTimeCodeInput } from '../../kit/form/OneTimeCodeInput.tsx'
import { TextField } from '../../kit/form/TextField.tsx'
import { useLocalized } from '../../kit/words.ts'
import { useDraft } from '../draft.ts'
import { isProblem, problemOf } from '../frame/problem.ts'
import { ActRefused } from '../frame/Refused.tsx'
import { Screen } from '../frame/Screen.tsx'
import { SubmitButton } from '../frame/SubmitButton.tsx'
import { useApi } from '../services.ts'
import { nothingAsked, pageWithin, readCodeRequest, secondsUntilResend } from './code-request.ts'

/** Signing in by phone number and one-time code. The code's request survives a look at the messages that closes the page. */
export default function SignIn() {
  const { t } = useTranslation('driver')
  const api = useApi()
  const navigate = useNavigate()
  const client = useQueryClient()
  const localized = useLocalized()
  const formId = useId()
  const [search] = useSearchParams()
  const now = useNow()
  const asked = useDraft('kuaichu-code-request', readCodeRequest)
  const [phone, setPhone] = useState(asked.value.phone)
  const [code, setCode] = useState('')
  const [phoneError, setPhoneError] = useState<string>()

  const ask = useMutation({
    mutationFn: () => answer(api.POST('/driver/codes', { body: { phone } })),
    onSuccess: ({ resendAfterS, expiresAt }) =>
      asked.keep({ phone, validUntil: Date.parse(expiresAt), resendAt: Date.now() + resendAfterS * 1000 }),
  })
  const signIn = useMutation({
    mutationFn: (digits: string) => answer(api.POST('/driver/session', { body: { phone, code: digits } })),
    onSuccess: async () => {
      asked.forget()
      await client.resetQueries({ queryKey: ['me'] })
      await navigate(pageWithin(search.get('next')), { replace: true })
    },
  })

  const waitsForCode = asked.value.validUntil > now.getTime()
  const sendCode = () => {
    const wrong = !/^1[3-9]\d{9}$/.test(phone)
    setPhoneError(wrong ? t('signIn.phoneWrong') : undefined)
    if (!wrong) ask.mutate()
  }
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!waitsForCode) sendCode()
    else if (code.length === 6) signIn.mutate(code)
  }
  const codeWrong = isProblem(signIn.error, 'code-invalid') ? problemOf(signIn.error) : undefined

  return (
    <Screen
      back={{ to: '/', label: t('back') }}
      nextAction={
        <SubmitButton
          form={formId}
          busy={ask.isPending || signIn.isPending}
          label={waitsForCode ? t('signIn.enter') : t('signIn.sendCode')}
        />
      }
    >
      <form id={formId} className="driver-form" onSubmit={onSubmit} noValidate>
        {waitsForCode ? (
          <>
            <h1>{t('signIn.codeHeading')}</h1>
            <p>
              {t('signIn.sentTo', { phone: asked.value.phone })}{' '}
              <Button tone="quiet" onClick={() => asked.keep(nothingAsked)}>
                {t('signIn.otherPhone')}
              </Button>
            </p>
            <OneTimeCodeInput
              id="code"
              value={code}
              onChange={setCode}
              onComplete={(digits) => signIn.mutate(digits)}
              error={codeWrong && localized(codeWrong.advice ?? codeWrong.title)}
              onResend={() => ask.mutate()}
              resendInS={secondsUntilResend(asked.value, now.getTime())}
            />
          </>
        ) : (
          <TextField
            id="phone"
            size="page"
            label={t('signIn.heading')}
            hint={t('signIn.hint')}
            error={phoneError}
            type="tel"
            inputMode="tel"
            autoComplete="tel-national"
            maxLength={11}
            value={phone}
            onChange={(text) => setPhone(text.replaceAll(/\D/g, ''))}
          />
        )}
        <ActRefused error={ask.error ?? (codeWrong ? null : signIn.error)} />
      </form>
    </Screen>
  )
}
