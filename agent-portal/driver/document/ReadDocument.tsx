import { useTranslation } from 'react-i18next'
import { formatPlate } from '../../../vision/plates/grammar.ts'
import type { Schemas } from '../../api/client.ts'
import { formatTime } from '../../kit/format/time.ts'
import { EmptyState } from '../../kit/state/EmptyState.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { StatusTag } from '../../kit/state/StatusTag.tsx'
import { useLanguage, useLocalized } from '../../kit/words.ts'
import { useCase } from '../case/case-context.ts'
import { useDetermination } from '../case/case-queries.ts'
import { CaseScreen } from '../case/CaseScreen.tsx'
import { actionIn, stageOf } from '../case/stage.ts'
import { Fetched } from '../frame/Fetched.tsx'
import { LinkButton } from '../frame/LinkButton.tsx'
import { Certificate } from './Certificate.tsx'
import { Decline } from './Decline.tsx'
import { MutualClaim } from './MutualClaim.tsx'
import { Responsibility } from './Responsibility.tsx'
import { Service } from './Service.tsx'
import { Signatures } from './Signatures.tsx'

/** The document to read: its key facts on the page, all of it as a PDF. From here the driver signs, or says that he does not agree. */
export default function ReadDocument() {
  const { t } = useTranslation('driver')
  const accident = useCase()
  const determination = useDetermination(accident.id)
  const signing = stageOf(accident) === 'document'
  return (
    <CaseScreen
      within={!signing}
      ended={determination.data?.kind === 'certificate'}
      nextAction={determination.data && <ToSign caseId={accident.id} determination={determination.data} />}
    >
      <Fetched page query={determination}>
        {(found) => (found ? <Document determination={found} /> : <EmptyState page title={t('document.none')} />)}
      </Fetched>
    </CaseScreen>
  )
}

function ToSign({
  caseId,
  determination,
}: {
  readonly caseId: string
  readonly determination: Schemas['Determination']
}) {
  const { t } = useTranslation('driver')
  const localized = useLocalized()
  const sign = actionIn(determination.actions, 'sign')
  if (!sign) return null
  if (sign.allowed) return <LinkButton to={`/cases/${caseId}/sign`}>{t('document.toSign')}</LinkButton>
  return sign.reason ? <p className="driver-act__reason">{localized(sign.reason)}</p> : null
}

function Document({ determination }: { readonly determination: Schemas['Determination'] }) {
  const { t } = useTranslation('driver')
  const { decidedBy, conflict, document, kind, certificate, mutualClaim } = determination
  const by = certificate ? 'certificate' : decidedBy.kind
  return (
    <>
      <h1>{t(`document.heading.${kind}`)}</h1>
      <p>{t(`document.decidedBy.${by}`, { name: decidedBy.name, insurer: decidedBy.insurerName ?? '' })}</p>
      {conflict && <Conflict conflict={conflict} />}
      {certificate ? <Certificate certificate={certificate} /> : <Responsibility determination={determination} />}
      {mutualClaim && <MutualClaim mutualClaim={mutualClaim} />}
      <Service determination={determination} />
      <Grounds determination={determination} />
      {document ? <Pdf document={document} /> : <Notice tone="info" title={t('document.making')} />}
      <Signatures determination={determination} />
      <p className="driver-quiet">{t(`document.effect.${kind}`)}</p>
      <Decline determination={determination} />
    </>
  )
}

function Grounds({
  determination: { grounds, articles, reason },
}: {
  readonly determination: Schemas['Determination']
}) {
  const { t } = useTranslation('driver')
  const localized = useLocalized()
  return (
    <>
      {(grounds.length > 0 || reason) && (
        <section className="driver-form" aria-labelledby="grounds">
          <h2 id="grounds">{t('document.grounds')}</h2>
          {grounds.map((ground) => (
            <p key={ground.zh}>{localized(ground)}</p>
          ))}
          {reason && <p>{reason}</p>}
        </section>
      )}
      {articles.length > 0 && (
        <details className="driver-details">
          <summary>{t('document.articles', { count: articles.length })}</summary>
          <dl>
            {articles.map((article) => (
              <div key={article.ref}>
                <dt>{localized(article.citation)}</dt>
                <dd>{localized(article.summary)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  )
}

/** The surveyor's employer insures one of the vehicles: everybody is told before he signs. */
function Conflict({ conflict }: { readonly conflict: NonNullable<Schemas['Determination']['conflict']> }) {
  const { t } = useTranslation('driver')
  const { vehicles } = useCase()
  const insured = vehicles.filter(({ side }) => conflict.sides.includes(side))
  const plates = insured.map(({ plateNumber }) => formatPlate(plateNumber)).join(', ')
  return (
    <Notice tone="warn" title={t('document.conflict')}>
      {t('document.conflictText', { insurer: conflict.insurerName, plates })}
    </Notice>
  )
}

function Pdf({ document }: { readonly document: NonNullable<Schemas['Determination']['document']> }) {
  const { t } = useTranslation('driver')
  const language = useLanguage()
  return (
    <section className="driver-panel" aria-labelledby="pdf">
      <h2 id="pdf">{t('document.pdf')}</h2>
      <p>
        {t('document.number', { number: document.number })}
        <br />
        <span className="driver-quiet">
          {t('document.pages', { count: document.pages })} · {formatTime(document.sealedAt, 'full', language)}
        </span>
      </p>
      {document.url && (
        <a
          className="kit-button"
          data-tone="secondary"
          data-wide="true"
          href={document.url}
          target="_blank"
          rel="noreferrer"
        >
          {t('document.open')}
        </a>
      )}
      <details className="driver-details">
        <summary>{t('document.hash')}</summary>
        <p className="driver-link">{document.sha256}</p>
        <p>
          <a href={document.checkUrl}>{t('document.check')}</a>
        </p>
      </details>
      <StatusTag tone="neutral">{t('document.sealed')}</StatusTag>
    </section>
  )
}
