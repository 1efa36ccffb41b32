import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../agent-portal/api/client.ts'
import { formatTime } from '../../agent-portal/kit/format/time.ts'
import { PlateBadge } from '../../agent-portal/kit/plates/PlateBadge.tsx'
import { StatusTag } from '../../agent-portal/kit/state/StatusTag.tsx'
import { useLanguage } from '../../agent-portal/kit/words.ts'
import { DueClock } from '../../agent-portal/surveyor/case/DueClock.tsx'
import { plateOf } from '../../agent-portal/surveyor/case/plateOf.ts'
import { ActButton } from '../desk/ActButton.tsx'
import { NoteService } from './NoteService.tsx'

type Determination = Schemas['Determination']
type Service = Determination['services'][number]

const tones = {
  electronic: 'ok',
  'handed-over': 'ok',
  'receipt-refused': 'warn',
  'signature-refused': 'warn',
} as const satisfies Record<Service['kind'], string>

export interface ServiceCardProps {
  readonly determination: Determination
  readonly vehicles: Schemas['Accident']['vehicles']
}

/** On whom the officer's document was served (送达) and how long each may ask for review; nothing for an agreement, which is signed. */
export function ServiceCard({ determination, vehicles }: ServiceCardProps) {
  const { t } = useTranslation('console')
  const [serving, setServing] = useState<string>()
  const { services, unserved, actions } = determination
  if (services.length + unserved.length === 0) return null
  const may = actions.find(({ action }) => action === 'serve')
  return (
    <section className="card" aria-label={t('service.heading')}>
      <h2>{t('service.heading')}</h2>
      <ul className="service-rows">
        {vehicles.map((vehicle) => {
          const { side } = vehicle
          const service = services.find((each) => each.side === side)
          return (
            <li key={side}>
              <span className="case-side">{side}</span>
              <PlateBadge plate={plateOf(vehicle)} size="small" />
              {service && <Served service={service} />}
              {unserved.includes(side) && (
                <>
                  <StatusTag tone="neutral">{t('service.none')}</StatusTag>
                  <span className="service-rows__act">
                    <ActButton size="small" state={may} onClick={() => setServing(side)}>
                      {t('service.act')}
                    </ActButton>
                  </span>
                </>
              )}
            </li>
          )
        })}
      </ul>
      {serving && <NoteService determination={determination} side={serving} onClose={() => setServing(undefined)} />}
    </section>
  )
}

function Served({ service: { kind, servedAt, note, reviewUntil, reviewProvisional } }: { readonly service: Service }) {
  const { t } = useTranslation('console')
  const language = useLanguage()
  return (
    <>
      <StatusTag tone={tones[kind]}>{t(`service.kind.${kind}`)}</StatusTag>
      <span className="kit-quiet">{formatTime(servedAt, 'dayAndTime', language)}</span>
      <span className="service-rows__review">
        <DueClock since={servedAt} dueAt={reviewUntil} size={20} />
        {t(reviewProvisional ? 'service.reviewProvisional' : 'service.reviewUntil', {
          time: formatTime(reviewUntil, 'dayAndTime', language),
        })}
      </span>
      {note && <q className="service-rows__note">{note}</q>}
    </>
  )
}
