import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { Client } from 'openapi-fetch'
import { useTranslation } from 'react-i18next'
import { answer, type Schemas } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { Button } from '../../kit/form/Button.tsx'
import { OneTimeCodeInput } from '../../kit/form/OneTimeCodeInput.tsx'
import { TextField } from '../../kit/form/TextField.tsx'
import { LoadingState } from '../../kit/state/LoadingState.tsx'
import { fieldIssues } from './fieldIssues.ts'
import { NewPasswordFields } from './NewPasswordFields.tsx'
import { Refused } from './Refused.tsx'
import './sign-in.css'

// Only whoever enrols an authenticator needs it.
const QrCode = lazy(() => import('./QrCode.tsx'))

type Answer = Schemas['StaffSignInAnswer']
/** What the server asks for besides name and password. */
type Step = Exclude<Answer, { status: 'signed-in' }> | { readonly status: 'credentials' }

export interface SignInProps {
  readonly api: Client<paths>
  readonly onSignedIn: () => void
}

/** Name and password, then whatever the server still asks for: the authenticator's code, enrolling one, a new password. */
export function SignIn({ api, onSignedIn }: SignInProps) {
  const { t } = useTranslation('surveyor')
  const [loginName, setLoginName] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [differs, setDiffers] = useState(false)
  const [step, setStep] = useState<Step>({ status: 'credentials' })

  const signIn = useMutation({
    mutationFn: (secondFactor: string) =>
      answer(
        api.POST('/staff/session', {
          body: {
            loginName: loginName.trim(),
            password,
            ...(secondFactor ? { secondFactor } : {}),
            ...(newPassword ? { newPassword } : {}),
          },
        }),
      ),
    onSuccess: (answered) => {
      if (answered.status === 'signed-in') return onSignedIn()
      setStep(answered)
    },
    // A code is good once.
    onError: () => setCode(''),
  })
  const [issue] = fieldIssues(signIn.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setDiffers(newPassword !== repeated)
    if (newPassword === repeated && !signIn.isPending) signIn.mutate(code)
  }
  const startAgain = () => {
    setStep({ status: 'credentials' })
    setPassword('')
    setCode('')
    setNewPassword('')
    setRepeated('')
    signIn.reset()
  }

  return (
    <form className="sign-in" onSubmit={submit} noValidate>
      <h1>{t(`signIn.${step.status}.heading`)}</h1>
      {!issue && <Refused error={signIn.error} />}
      {step.status === 'credentials' && (
        <>
          <TextField
            id="loginName"
            label={t('signIn.loginName')}
            value={loginName}
            onChange={setLoginName}
            autoComplete="username"
            error={issue?.path === 'loginName' ? t('signIn.fillIn') : undefined}
          />
          <TextField
            id="password"
            label={t('signIn.password')}
            type="password"
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            error={issue?.path === 'password' ? t('signIn.fillIn') : undefined}
          />
        </>
      )}
      {step.status === 'enrol' && <Enrolment uri={step.otpauthUri} />}
      {(step.status === 'second-factor' || step.status === 'enrol') && (
        <OneTimeCodeInput
          id="secondFactor"
          label={t('signIn.code')}
          hint={t('signIn.codeHint')}
          value={code}
          onChange={setCode}
          onComplete={(digits) => signIn.mutate(digits)}
        />
      )}
      {step.status === 'new-password' && (
        <>
          <p>{t('signIn.new-password.why')}</p>
          <NewPasswordFields
            value={newPassword}
            onChange={setNewPassword}
            repeated={repeated}
            onRepeat={setRepeated}
            refused={issue !== undefined}
            differs={differs && newPassword !== repeated}
          />
        </>
      )}
      <Button type="submit" wide busy={signIn.isPending}>
        {t(step.status === 'credentials' ? 'signIn.submit' : 'signIn.goOn')}
      </Button>
      {step.status !== 'credentials' && (
        <Button tone="quiet" onClick={startAgain}>
          {t('signIn.startAgain')}
        </Button>
      )}
    </form>
  )
}

/** Takes up the authenticator: the code to scan, and the same secret to type where there is no camera. */
function Enrolment({ uri }: { readonly uri: string }) {
  const { t } = useTranslation('surveyor')
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <div className="sign-in__enrolment">
      <p>{t('signIn.enrol.how')}</p>
      <Suspense fallback={<LoadingState shape="photo" />}>
        <QrCode text={uri} label={t('signIn.enrol.qr')} />
      </Suspense>
      <p className="kit-quiet">
        {t('signIn.enrol.byHand')} <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
    </div>
  )
}
