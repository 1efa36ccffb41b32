import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { useLocalized } from '../../kit/words.ts'
import { useCase } from '../case/case-context.ts'
import { ownParty } from '../case/own-party.ts'
import { plateFacts } from '../report/plate.ts'

/** Who is responsible, contact by contact: the plate, the kind of responsibility, its share. */
export function Responsibility({ determination }: { readonly determination: Schemas['Determination'] }) {
  const { t } = useTranslation('driver')
  const localized = useLocalized()
  const accident = useCase()
  const own = ownParty(accident)?.side
  return (
    <section className="driver-form" aria-labelledby="responsibility">
      <h2 id="responsibility">{t('document.responsibility')}</h2>
      {determination.contacts.map((contact) => (
        <div key={contact.id} className="driver-panel">
          <p className="driver-quiet">{localized(contact.form.name)}</p>
          <ul className="driver-shares">
            {contact.shares.map((share) => {
              const vehicle = accident.vehicles.find(({ side }) => side === share.side)
              return (
                <li key={share.side}>
                  {vehicle && <PlateBadge plate={plateFacts(vehicle)} />}
                  <span>
                    <strong>{localized(share.name)}</strong>
                    {share.side === own && ` ${t('document.you')}`}
                  </span>
                  <span className="driver-shares__percent">{share.percent}%</span>
                </li>
              )
            })}
          </ul>
          {contact.accidentReason && <p>{contact.accidentReason}</p>}
        </div>
      ))}
    </section>
  )
}
