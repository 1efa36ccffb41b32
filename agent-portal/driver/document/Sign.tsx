import { useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate } from 'react-router'
import { answer, type Schemas } from '../../api/client.ts'
import { useNow } from '../../kit/clock/useNow.ts'
import { Button } from '../../kit/form/Button.tsx'
import { Choice } from '../../kit/form/Choice.tsx'
import { FieldError } from '../../kit/form/Field.tsx'
import { OneTimeCodeInput } from '../../kit/form/OneTimeCodeInput.tsx'
import { SignaturePad } from '../../kit/signature/SignaturePad.tsx'
import type { HandwrittenSignature } from '../../kit/signature/strokes.ts'
import { useLocalized } from '../../kit/words.ts'
import { useCase } from '../case/case-context.ts'
import { keysOf, useDetermination, useIntention } from '../case/case-queries.ts'
import { CaseScreen } from '../case/CaseScreen.tsx'
import { actionIn } from '../case/stage.ts'
import { Fetched } from '../frame/Fetched.tsx'
import { isProblem, problemOf } from '../frame/problem.ts'
import { ActRefused } from '../frame/Refused.tsx'
import { useApi } from '../services.ts'

/** Signing: the strokes on the screen, then the code from the message; both bound to the hash of the document that was read. */
export default function Sign() {
  const { id } = useCase()
  const determination = useDetermination(id)
  if (determination.data === undefined || determination.data === null) {
    return (
      <CaseScreen within>
        <Fetched page query={determination}>
          {() => <Navigate replace to={`/cases/${id}`} />}
        </Fetched>
      </CaseScreen>
    )
  }
  const { data } = determination
  if (!data.document || !actionIn(data.actions, 'sign')?.allowed) return <Navigate replace to={`/cases/${id}`} />
  // Another document is another signature: everything begins anew.
  return <SignDocument key={data.document.sha256} determination={data} sha256={data.document.sha256} />
}

interface SignDocumentProps {
  readonly determination: Schemas['Determination']
  readonly sha256: string
}

function SignDocument({ determination, sha256 }: SignDocumentProps) {
  const { t } = useTranslation('driver')
  const api = useApi()
  const [read, setRead] = useState(false)
  const [signature, setSignature] = useState<HandwrittenSignature>()
  const [pressed, setPressed] = useState(false)
  const [resendAt, setResendAt] = useState<number>()
  const ask = useMutation({
    mutationFn: () => answer(api.POST('/determinations/{id}/codes', { params: { path: { id: determination.id } } })),
    onSuccess: ({ resendAfterS }) => setResendAt(Date.now() + resendAfterS * 1000),
    onError: (error) => {
      // One was sent a moment ago and is still good.
      if (isProblem(error, 'slow-down')) setResendAt(Date.now() + Number(error.extensions['retryAfterS'] ?? 60) * 1000)
    },
  })
  const next = () => {
    setPressed(true)
    if (read && signature) ask.mutate()
  }
  if (resendAt !== undefined && signature) {
    return (
      <ConfirmSignature
        determination={determination}
        sha256={sha256}
        signature={signature}
        resendAt={resendAt}
        onResend={() => ask.mutate()}
      />
    )
  }
  return (
    <CaseScreen
      within
      nextAction={
        <Button wide busy={ask.isPending} onClick={next}>
          {t('sign.next')}
        </Button>
      }
    >
      <h1>{t('sign.heading')}</h1>
      <Choice
        id="read"
        label={t(`sign.read.${determination.kind}`)}
        hint={t('sign.readHint', { hash: sha256.slice(0, 8) })}
        error={pressed && !read ? t('sign.readMissing') : undefined}
        checked={read}
        onChange={setRead}
      />
      {pressed && !signature && <FieldError id="signature-error" message={t('sign.signatureMissing')} />}
      <SignaturePad label={t('sign.pad')} onChange={setSignature} alternative={t('sign.alternative')} />
      <ActRefused error={ask.error} />
    </CaseScreen>
  )
}

interface ConfirmSignatureProps extends SignDocumentProps {
  readonly signature: HandwrittenSignature
  readonly resendAt: number
  readonly onResend: () => void
}

function ConfirmSignature({ determination, sha256, signature, resendAt, onResend }: ConfirmSignatureProps) {
  const { t } = useTranslation('driver')
  const localized = useLocalized()
  const api = useApi()
  const client = useQueryClient()
  const navigate = useNavigate()
  const intention = useIntention()
  const now = useNow()
  const [code, setCode] = useState('')
  const { id, accidentId } = determination
  const sign = useMutation({
    mutationFn: (digits: string) =>
      answer(
        api.POST('/determinations/{id}/signatures', {
          params: { path: { id } },
          headers: { 'Idempotency-Key': intention.keyFor(digits) },
          body: {
            documentSha256: sha256,
            code: digits,
            strokes: signature.strokes.map((stroke) => stroke.map(({ x, y }) => ({ x, y }))),
          },
        }),
      ),
    onSuccess: async () => {
      await Promise.all(keysOf(accidentId).map((queryKey) => client.invalidateQueries({ queryKey })))
      await navigate(`/cases/${accidentId}`, { replace: true })
    },
    onError: (error) => {
      if (isProblem(error, 'document-changed')) {
        void Promise.all(keysOf(accidentId).map((queryKey) => client.invalidateQueries({ queryKey })))
      }
    },
  })
  const codeWrong = isProblem(sign.error, 'code-invalid') ? problemOf(sign.error) : undefined
  return (
    <CaseScreen
      within
      nextAction={
        <Button wide busy={sign.isPending} disabled={code.length < 6} onClick={() => sign.mutate(code)}>
          {t('sign.act')}
        </Button>
      }
    >
      <h1>{t('sign.codeHeading')}</h1>
      <p>{t('sign.codeText')}</p>
      <OneTimeCodeInput
        id="signing-code"
        value={code}
        onChange={setCode}
        error={codeWrong && localized(codeWrong.advice ?? codeWrong.title)}
        onResend={onResend}
        resendInS={Math.max(0, Math.ceil((resendAt - now.getTime()) / 1000))}
      />
      <ActRefused error={codeWrong ? null : sign.error} />
    </CaseScreen>
  )
}
