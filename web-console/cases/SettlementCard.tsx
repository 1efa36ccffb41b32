import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, ApiProblem, type Schemas } from '../../agent-portal/api/client.ts'
import { formatYuan } from '../../agent-portal/kit/format/money.ts'
import { StatusTag } from '../../agent-portal/kit/state/StatusTag.tsx'
import { useLocalized } from '../../agent-portal/kit/words.ts'
import { caseKey } from '../../agent-portal/surveyor/case/queries.ts'
import { RequestFailed } from '../../agent-portal/surveyor/session/RequestFailed.tsx'
import { type StaffSession, useStaff } from '../../agent-portal/surveyor/session/staffSession.ts'
import { claimTones } from '../claims/claimTones.ts'

const caseSettlement = (api: StaffSession['api'], id: string) =>
  queryOptions({
    queryKey: [...caseKey(id), 'settlement'],
    queryFn: () => answer(api.GET('/accidents/{id}/settlement', { params: { path: { id } } })),
    retry: false,
  })

export interface SettlementCardProps {
  readonly caseId: string
  readonly vehicles: Schemas['Accident']['vehicles']
}

/** Who pays what, by estimate, and what became of the claims; nothing before a determination is in force. */
export function SettlementCard({ caseId, vehicles }: SettlementCardProps) {
  const { t } = useTranslation('console')
  const localized = useLocalized()
  const { api } = useStaff()
  const { data, error, refetch } = useQuery(caseSettlement(api, caseId))
  const absent = error instanceof ApiProblem && [403, 404].includes(error.status)
  if (absent || (!data && !error)) return null
  if (error) return <RequestFailed error={error} onRetry={() => void refetch()} />
  const nameOf = (side: string) => vehicles.find((vehicle) => vehicle.side === side)?.plateNumber ?? side
  return (
    <section className="card" aria-label={t('settlement.heading')}>
      <header className="card__head">
        <h2>{t('settlement.heading')}</h2>
        {data.mutualClaim && <StatusTag tone="info">{t('settlement.mutual')}</StatusTag>}
      </header>
      <p className="kit-quiet">{localized(data.label)}</p>
      <table className="sheet-table">
        <thead>
          <tr>
            <th scope="col">{t('settlement.from')}</th>
            <th scope="col">{t('settlement.to')}</th>
            <th scope="col">{t('settlement.cover')}</th>
            <th scope="col" data-kind="amount">
              {t('settlement.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.lines.map((line, index) => (
            <tr key={index}>
              <td>{nameOf(line.from)}</td>
              <td>{nameOf(line.to)}</td>
              <td>
                {t(`settlement.covers.${line.cover}`)}
                {line.advanced && <span className="kit-quiet"> {t('settlement.advanced')}</span>}
              </td>
              <td data-kind="amount">{formatYuan(line.amountCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.lines.length === 0 && <p className="kit-quiet">{t('settlement.noLines')}</p>}
      {data.notes.map((note) => (
        <p key={note.zh}>{localized(note)}</p>
      ))}
      <ul className="claim-lines">
        {data.claims.map(({ id, insurerId, state, claimNumber, superseded }) => (
          <li key={id}>
            <strong>{insurerId}</strong>
            <StatusTag tone={claimTones[state]}>{t(`claims.state.${state}`)}</StatusTag>
            <span className="mono">{claimNumber}</span>
            {superseded && <StatusTag tone="warn">{t('claims.superseded')}</StatusTag>}
          </li>
        ))}
      </ul>
    </section>
  )
}
