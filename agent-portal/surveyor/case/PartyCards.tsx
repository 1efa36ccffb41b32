import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { formatYuan } from '../../kit/format/money.ts'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { StatusTag } from '../../kit/state/StatusTag.tsx'
import { plateOf } from './plateOf.ts'
import './case.css'

type Vehicle = Schemas['CaseVehicle']
type Party = Schemas['CaseParty']

/**
 * Each side: its car as the register knows it, its driver, what he said. Values are masked until the reader handles the case; once they are erased, it says so
 * in their place.
 */
export function PartyCards({
  vehicles,
  parties,
  erasedAt,
}: Pick<Schemas['Accident'], 'vehicles' | 'parties' | 'erasedAt'>) {
  return (
    <div className="case-parties">
      {vehicles.map((vehicle) => (
        <PartyCard
          key={vehicle.side}
          vehicle={vehicle}
          party={parties.find((party) => party.side === vehicle.side)}
          erased={erasedAt !== null}
        />
      ))}
    </div>
  )
}

interface PartyCardProps {
  readonly vehicle: Vehicle
  readonly party: Party | undefined
  readonly erased: boolean
}

function PartyCard({ vehicle, party, erased }: PartyCardProps) {
  const { t } = useTranslation('surveyor')
  const gone = erased ? t('party.erased') : undefined
  const car = [vehicle.brand, vehicle.colour].filter(Boolean).join(' · ')
  return (
    <section className="case-party" aria-label={t('side', { side: vehicle.side })}>
      <header>
        <span className="case-side">{vehicle.side}</span>
        <PlateBadge plate={plateOf(vehicle)} />
        <RegisterTag state={vehicle.registryState} />
      </header>
      <dl>
        <Line label={t('party.driver')} value={party?.name} none={gone} />
        <Line label={t('party.phone')} value={party?.phone} href={dialable(party?.phone)} none={gone} />
        <Line label={t('party.licence')} value={party?.licenceNumber} none={gone} />
        <Line label={t('party.car')} value={car} />
        <Line label={t('party.owner')} value={vehicle.ownerName} none={gone} />
        <Line label={t('party.insurer')} value={vehicle.insurerId} />
        <Line label={t('party.policy')} value={vehicle.policyNumber} none={gone} />
        <Line label={t('party.inspection')} value={vehicle.inspectionUntil} />
        {party?.lossCents != null && <Line label={t('party.loss')} value={formatYuan(party.lossCents)} />}
      </dl>
      <div className="case-party__statement">
        <h3>{t('party.statement')}</h3>
        {party?.statement ? (
          <blockquote>{party.statement}</blockquote>
        ) : (
          <p className="kit-quiet">
            {gone ?? t(party?.statementGiven ? 'party.statementHidden' : 'party.noStatement')}
          </p>
        )}
      </div>
    </section>
  )
}

interface LineProps {
  readonly label: string
  readonly value: string | null | undefined
  readonly href?: string | undefined
  /** Stands in place of a value that is not there. */
  readonly none?: string | undefined
}

function Line({ label, value, href, none }: LineProps) {
  const { t } = useTranslation('surveyor')
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {!value ? <span className="kit-quiet">{none ?? t('unknown')}</span> : href ? <a href={href}>{value}</a> : value}
      </dd>
    </div>
  )
}

/** A masked number cannot be called. */
const dialable = (phone: string | null | undefined) => (phone && /^\d{11}$/.test(phone) ? `tel:${phone}` : undefined)

function RegisterTag({ state }: { readonly state: Vehicle['registryState'] }) {
  const { t } = useTranslation('surveyor')
  const tone = { pending: 'neutral', found: 'ok', 'not-found': 'warn', down: 'warn' } as const
  return <StatusTag tone={tone[state]}>{t(`register.${state}`)}</StatusTag>
}
