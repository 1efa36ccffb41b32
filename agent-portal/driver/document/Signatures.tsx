import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { formatTime } from '../../kit/format/time.ts'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { StatusTag } from '../../kit/state/StatusTag.tsx'
import { useLanguage } from '../../kit/words.ts'
import { useCase } from '../case/case-context.ts'
import { plateFacts } from '../report/plate.ts'

/** Who has signed, and whose signature is missing. */
export function Signatures({ determination }: { readonly determination: Schemas['Determination'] }) {
  const { t } = useTranslation('driver')
  const language = useLanguage()
  const { vehicles } = useCase()
  const { signatures, awaiting } = determination
  if (signatures.length + awaiting.length === 0) return null
  return (
    <section className="driver-form" aria-labelledby="signatures">
      <h2 id="signatures">{t('sign.signatures')}</h2>
      <ul className="driver-rows">
        {vehicles.map((vehicle) => {
          const signature = signatures.find(({ side }) => side === vehicle.side)
          return (
            <li key={vehicle.side}>
              <PlateBadge plate={plateFacts(vehicle)} />
              {signature ? (
                <>
                  <StatusTag tone={signature.kind === 'signed' ? 'ok' : 'bad'}>{t(`sign.${signature.kind}`)}</StatusTag>
                  <time className="driver-quiet" dateTime={signature.signedAt}>
                    {formatTime(signature.signedAt, 'time', language)}
                  </time>
                </>
              ) : (
                awaiting.includes(vehicle.side) && <StatusTag tone="neutral">{t('sign.awaiting')}</StatusTag>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
