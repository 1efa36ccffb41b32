import { type ReactNode, useId, useState } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { ApiProblem, answer, type Schemas } from '../../api/client.ts'
import { formatTime } from '../../kit/format/time.ts'
import { EmptyState } from '../../kit/state/EmptyState.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { StatusTag } from '../../kit/state/StatusTag.tsx'
import { useLanguage } from '../../kit/words.ts'
import { Fetched } from '../frame/Fetched.tsx'
import { Screen } from '../frame/Screen.tsx'
import { useApi } from '../services.ts'
import { sha256Of } from './file-hash.ts'

/** What the QR code of a document opens, for anybody who holds it: does it exist, how does it stand, is this file that document. */
export default function CheckDocument() {
  const { t } = useTranslation('driver')
  const { code = '' } = useParams()
  const api = useApi()
  const check = useQuery({
    queryKey: ['check', code],
    queryFn: () => answer(api.GET('/checks/{checkCode}', { params: { path: { checkCode: code } } })),
  })
  const unknown = check.error instanceof ApiProblem && [400, 404].includes(check.error.status)
  return (
    <Screen>
      {unknown ? (
        <EmptyState page title={t('check.unknown')}>
          {t('check.unknownText')}
        </EmptyState>
      ) : (
        <Fetched page query={check}>
          {(found) => <Checked check={found} />}
        </Fetched>
      )}
    </Screen>
  )
}

const tones = {
  'awaiting-signatures': 'warn',
  'in-force': 'ok',
  superseded: 'bad',
  ended: 'bad',
} as const satisfies Record<Schemas['DocumentCheck']['state'], string>

function Checked({ check }: { readonly check: Schemas['DocumentCheck'] }) {
  const { t } = useTranslation('driver')
  const language = useLanguage()
  const time = (at: string) => formatTime(at, 'dayAndTime', language)
  return (
    <>
      <h1>{t('check.heading')}</h1>
      <p>
        <StatusTag tone={tones[check.state]}>{t(`check.state.${check.state}`)}</StatusTag>
      </p>
      <dl className="driver-facts driver-panel">
        <Fact name={t('check.kind')}>{t(`document.heading.${check.kind}`)}</Fact>
        <Fact name={t('check.number')}>{check.number}</Fact>
        <Fact name={t('check.plates')}>{check.plates.join('、')}</Fact>
        <Fact name={t('check.occurredAt')}>{time(check.occurredAt)}</Fact>
        <Fact name={t('check.sealedAt')}>{time(check.sealedAt)}</Fact>
        {check.inForceAt && <Fact name={t('check.inForceAt')}>{time(check.inForceAt)}</Fact>}
        <Fact name={t('check.pages')}>{check.pages}</Fact>
      </dl>
      <Compare sha256={check.sha256} />
    </>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Compares a file with the document, in the browser: the file never leaves the device. */
function Compare({ sha256 }: { readonly sha256: string }) {
  const { t } = useTranslation('driver')
  const id = useId()
  const [over, setOver] = useState(false)
  const compare = useMutation({ mutationFn: sha256Of })
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file) compare.mutate(file)
  }
  return (
    <section className="driver-form" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('check.compare')}</h2>
      <label
        className="driver-drop"
        data-over={over}
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files)
        }}
      >
        <strong>{t('check.choose')}</strong>
        <span>{t('check.stays')}</span>
        <input
          id={id}
          className="kit-unseen"
          type="file"
          accept="application/pdf"
          onChange={(event) => take(event.target.files)}
        />
      </label>
      {compare.data !== undefined &&
        (compare.data === sha256 ? (
          <Notice tone="ok" announce title={t('check.same')} />
        ) : (
          <Notice tone="error" announce title={t('check.different')}>
            {t('check.differentText')}
          </Notice>
        ))}
      <details className="driver-details">
        <summary>{t('document.hash')}</summary>
        <p className="driver-link">{sha256}</p>
      </details>
    </section>
  )
}
