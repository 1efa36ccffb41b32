import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { Icon } from '../../kit/icons.tsx'
import { formatYuan } from '../../kit/format/money.ts'
import { formatTime } from '../../kit/format/time.ts'
import { Notice } from '../../kit/state/Notice.tsx'
import { StatusTag } from '../../kit/state/StatusTag.tsx'
import { useLanguage, useLocalized } from '../../kit/words.ts'
import { CitedArticles } from './CitedArticles.tsx'
import { determinationTones } from './tones.ts'
import './case.css'

type Determination = Schemas['Determination']

/** The determination as it stands: who decided what and why, beside what the engine had proposed; its document and its signatures. */
export function DeterminationCard({ determination }: { readonly determination: Determination }) {
  const { t } = useTranslation('surveyor')
  const language = useLanguage()
  const { decidedBy, conflict, contacts, reason, countersignedBy, certificate } = determination
  const heading = t(certificate ? 'determination.certificateHeading' : 'determination.heading')
  return (
    <section className="determination" aria-label={heading}>
      <header>
        <h2>{heading}</h2>
        <StatusTag tone={determinationTones[determination.state]}>
          {t(`determination.state.${determination.state}`)}
        </StatusTag>
        {certificate && <StatusTag tone="neutral">{t('determination.noShares')}</StatusTag>}
      </header>
      <p className="kit-quiet">
        {t(`determination.kind.${determination.kind}`)} ·{' '}
        {determination.procedure && <>{t(`determination.procedure.${determination.procedure}`)} · </>}
        {t('determination.revision', { count: determination.revision })} · {t(`role.${decidedBy.kind}`)}{' '}
        {decidedBy.name}
        {decidedBy.insurerName && ` (${decidedBy.insurerName})`} ·{' '}
        {formatTime(determination.issuedAt, 'dayAndTime', language)}
      </p>
      {countersignedBy && <p className="kit-quiet">{t('determination.countersignedBy', { name: countersignedBy })}</p>}
      {certificate && <Certificate certificate={certificate} />}
      {contacts.map((contact) => (
        <ContactShares key={contact.id} contact={contact} determination={determination} />
      ))}
      {determination.mutualClaim && <AgreedMutualClaim mutualClaim={determination.mutualClaim} />}
      {determination.departsFromProposal && (
        <Notice tone="warn" title={t('determination.departs')}>
          {reason}
        </Notice>
      )}
      {!determination.departsFromProposal && reason && <p>{reason}</p>}
      {conflict && (
        <Notice tone="warn" title={t('conflict.title')}>
          {t('conflict.text', { insurer: conflict.insurerName, sides: conflict.sides.join('、') })}
        </Notice>
      )}
      {determination.endedReason && (
        <Notice tone="info" title={t('determination.ended')}>
          {determination.endedReason}
        </Notice>
      )}
      {!certificate && <Grounds determination={determination} />}
      <Signatures determination={determination} />
      <DocumentLink determination={determination} />
    </section>
  )
}

/** 互碰自赔 as it stands in the document: in force when all have signed. */
function AgreedMutualClaim({ mutualClaim }: { readonly mutualClaim: NonNullable<Determination['mutualClaim']> }) {
  const { t } = useTranslation('surveyor')
  const losses = mutualClaim.losses.map(({ side, lossCents }) => `${side}\u00a0${formatYuan(lossCents)}`)
  return (
    <p>
      <strong>{t('decide.claim.mutual-claim')}</strong>{' '}
      {t('determination.agreedLosses', { losses: losses.join(t('determination.and')) })}
    </p>
  )
}

/** What was found and what could not be told; nobody bears a share. */
function Certificate({ certificate }: { readonly certificate: NonNullable<Determination['certificate']> }) {
  const { t } = useTranslation('surveyor')
  return (
    <dl className="determination__certificate">
      {(['facts', 'unclear'] as const).map((part) => (
        <div key={part}>
          <dt>{t(`determination.${part}`)}</dt>
          <dd>{certificate[part]}</dd>
        </div>
      ))}
    </dl>
  )
}

function Grounds({ determination: { grounds, articles } }: { readonly determination: Determination }) {
  const { t } = useTranslation('surveyor')
  const localized = useLocalized()
  return (
    <details>
      <summary>{t('determination.grounds')}</summary>
      {grounds.map((ground) => (
        <p key={ground.zh}>{localized(ground)}</p>
      ))}
      <CitedArticles articles={articles} />
    </details>
  )
}

interface ContactSharesProps {
  readonly contact: Determination['contacts'][number]
  readonly determination: Determination
}

/** The decision beside the proposal, one line per side. */
function ContactShares({ contact, determination }: ContactSharesProps) {
  const { t } = useTranslation('surveyor')
  const localized = useLocalized()
  const proposed = determination.proposals?.find(({ contactId }) => contactId === contact.id)?.shares
  return (
    <table className="determination__shares">
      <caption>
        {t('decide.contact', { id: contact.id })} · {localized(contact.form.name)}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('determination.sideColumn')}</th>
          <th scope="col">{t('determination.part')}</th>
          <th scope="col">{t('determination.decided')}</th>
          {proposed && <th scope="col">{t('determination.proposed')}</th>}
        </tr>
      </thead>
      <tbody>
        {contact.shares.map(({ side, name, percent }) => {
          const part = contact.parts.find((each) => each.side === side)?.part.name
          const suggestion = proposed?.find(({ partyId }) => partyId === side)
          return (
            <tr key={side}>
              <td>
                <span className="case-side">{side}</span>
              </td>
              <td>{part && localized(part)}</td>
              <td>
                <strong>{localized(name)}</strong> {percent}%
              </td>
              {proposed && (
                <td className="kit-quiet">
                  {suggestion &&
                    `${t(`liability.${suggestion.kind}`)} ${suggestion.percent ?? ''}${suggestion.percent === null ? '' : '%'}`}
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Who has signed and who has not; follows live because the page is read again. */
function Signatures({ determination: { signatures, awaiting } }: { readonly determination: Determination }) {
  const { t } = useTranslation('surveyor')
  const language = useLanguage()
  if (signatures.length + awaiting.length === 0) return null
  return (
    <ul className="determination__signatures" aria-label={t('determination.signatures')} aria-live="polite">
      {signatures.map(({ side, kind, signedAt, reason }) => (
        <li key={side}>
          <span className="case-side">{side}</span>
          <StatusTag tone={kind === 'signed' ? 'ok' : 'bad'}>{t(`determination.${kind}`)}</StatusTag>
          <span className="kit-quiet">
            {formatTime(signedAt, 'dayAndTime', language)} {reason}
          </span>
        </li>
      ))}
      {awaiting.map((side) => (
        <li key={side}>
          <span className="case-side">{side}</span>
          <StatusTag tone="info">{t('determination.awaiting')}</StatusTag>
        </li>
      ))}
    </ul>
  )
}

function DocumentLink({ determination: { document, state } }: { readonly determination: Determination }) {
  const { t } = useTranslation('surveyor')
  if (!document) {
    // A countersigned one gets its document when the officer has signed.
    return (
      <p className="kit-quiet">
        {t(state === 'countersigning' ? 'determination.documentLater' : 'determination.documentComing')}
      </p>
    )
  }
  return (
    <div className="determination__document">
      {document.url && (
        <a className="kit-button" data-tone="secondary" href={document.url} target="_blank" rel="noreferrer">
          <Icon name="next" />
          {t('determination.open', { number: document.number })}
        </a>
      )}
      <p className="kit-quiet">
        {t('determination.hash', { pages: document.pages, sha256: document.sha256.slice(0, 16) })}
      </p>
    </div>
  )
}
