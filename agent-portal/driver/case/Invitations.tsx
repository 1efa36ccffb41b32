import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { plateFacts } from '../report/plate.ts'
import { useCase } from './case-context.ts'

/** Who has not joined yet, each with the way to invite him; nothing when everybody is here. */
export function Invitations() {
  const { t } = useTranslation('driver')
  const { id, parties, vehicles } = useCase()
  const missing = parties.filter(({ joined }) => !joined)
  if (missing.length === 0) return null
  return (
    <section className="driver-panel" aria-labelledby="invitations">
      <h2 id="invitations">{t('invite.missing')}</h2>
      <ul className="driver-rows">
        {missing.map(({ side }) => {
          const vehicle = vehicles.find((each) => each.side === side)
          return (
            <li key={side}>
              {vehicle && <PlateBadge plate={plateFacts(vehicle)} />}
              <Link to={`/cases/${id}/invite/${side}`}>{t('invite.link')}</Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
