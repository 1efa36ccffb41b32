import { type FormEvent, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import type { Schemas } from '../../agent-portal/api/client.ts'
import { Button } from '../../agent-portal/kit/form/Button.tsx'
import { TextArea } from '../../agent-portal/kit/form/TextArea.tsx'
import { LoadingState } from '../../agent-portal/kit/state/LoadingState.tsx'
import { Notice } from '../../agent-portal/kit/state/Notice.tsx'
import { CasePhotos } from '../../agent-portal/surveyor/case/CasePhotos.tsx'
import { CasePlates } from '../../agent-portal/surveyor/case/CasePlates.tsx'
import { PartyStatements } from '../../agent-portal/surveyor/case/PartyStatements.tsx'
import { caseFile, caseKey, read, useLiveCase } from '../../agent-portal/surveyor/case/queries.ts'
import { RequestFailed } from '../../agent-portal/surveyor/session/RequestFailed.tsx'
import { useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { useAct } from '../../agent-portal/surveyor/session/useAct.ts'
import { ReasonDialog } from '../desk/ReasonDialog.tsx'
import './cases.css'

/** The facts cannot be told: the officer writes the certificate (事故证明, APR 67), with the evidence and the statements before him. */
export function CertificatePage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('console')
  const { api } = useStaff()
  useLiveCase(id)
  const file = useQuery(caseFile(api, id))
  const back = <Link to={`/cases/${id}`}>{t('cases.backToCase')}</Link>

  if (file.error) return <RequestFailed error={file.error} onRetry={() => void file.refetch()} wayOut={back} />
  if (!file.data) return <LoadingState lines={12} />
  const accident = file.data
  return (
    <>
      <header className="case-title">
        {back}
        <h2>{t('certificate.title', { number: accident.number })}</h2>
        <CasePlates plates={accident.plates} />
      </header>
      <div className="case-columns">
        <div className="case-columns__evidence">
          <section className="card">
            <CasePhotos caseId={id} shots={accident.shots} />
            <PartyStatements parties={accident.parties} />
          </section>
        </div>
        <section className="card">
          <CertificateForm accident={accident} />
        </section>
      </div>
    </>
  )
}

/** The server's own bounds. */
const bounds = { facts: { min: 10, max: 3000 }, unclear: { min: 4, max: 2000 } } as const
type Part = keyof typeof bounds

function CertificateForm({ accident }: { readonly accident: Schemas['Accident'] }) {
  const { t } = useTranslation('console')
  const { api } = useStaff()
  const navigate = useNavigate()
  const [text, setText] = useState<Record<Part, string>>({ facts: '', unclear: '' })
  const [asked, setAsked] = useState(false)
  const [confirming, setConfirming] = useState(false)
  const { id, version } = accident
  const certify = useAct(
    (body: Schemas['CertifyAccident'], key) =>
      read<Schemas['Determination']>(
        api.POST('/accidents/{id}/certificates', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    [caseKey(id), ['cases'], ['orders']],
    () => void navigate(`/cases/${id}`),
  )
  const isShort = (part: Part) => text[part].trim().length < bounds[part].min
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (isShort('facts') || isShort('unclear')) return
    certify.reset()
    setConfirming(true)
  }
  const area = (part: Part, rows: number) => (
    <TextArea
      id={`certificate-${part}`}
      label={t(`certificate.${part}`)}
      hint={t(`certificate.hint.${part}`)}
      error={asked && isShort(part) ? t(`certificate.missing.${part}`) : undefined}
      rows={rows}
      maxLength={bounds[part].max}
      value={text[part]}
      onChange={(value) => setText({ ...text, [part]: value })}
    />
  )
  return (
    <form className="certificate-form" onSubmit={submit} noValidate>
      <Notice tone="info" title={t('certificate.when')}>
        {t('certificate.whenText')}
      </Notice>
      {area('facts', 8)}
      {area('unclear', 6)}
      <Button type="submit" wide busy={certify.isPending}>
        {t('certificate.act')}
      </Button>
      {confirming && (
        <ReasonDialog
          title={t('certificate.act')}
          text={t('certificate.consequence')}
          question=""
          reason="none"
          busy={certify.isPending}
          error={certify.error}
          onConfirm={() => certify.mutate({ version, ...text })}
          onClose={() => setConfirming(false)}
        />
      )}
    </form>
  )
}
