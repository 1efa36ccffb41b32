import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { StatusTag } from '../../kit/state/StatusTag.tsx'
import { useInsurerName } from '../case/insurer-name.ts'

type Claim = Schemas['Settlement']['claims'][number]

const tones = { pending: 'info', accepted: 'ok', rejected: 'bad', withdrawn: 'neutral' } as const satisfies Record<
  Claim['state'],
  string
>

/** The claims with the insurers: their number is what the driver is asked for when he calls. */
export function Claims({ settlement }: { readonly settlement: Schemas['Settlement'] }) {
  const { t } = useTranslation('driver')
  const insurerName = useInsurerName()
  const { claims } = settlement
  return (
    <section className="driver-form" aria-labelledby="claims">
      <h2 id="claims">{t('claims.title')}</h2>
      {claims.length === 0 && <p>{t('claims.nobody')}</p>}
      <ul className="driver-cards">
        {claims.map((claim) => (
          <li key={claim.id} className="driver-panel">
            <p className="driver-card__head">
              <strong>{insurerName(claim.insurerId)}</strong>
              <StatusTag tone={tones[claim.state]}>{t(`claims.${claim.state}`)}</StatusTag>
            </p>
            {claim.claimNumber && (
              <p>
                {t('claims.number')} <strong className="driver-number">{claim.claimNumber}</strong>
              </p>
            )}
            {claim.state === 'rejected' && <p>{t('claims.rejectedText')}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
