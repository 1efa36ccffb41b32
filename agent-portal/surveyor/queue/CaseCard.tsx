import { Link } from 'react-router'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { formatTime } from '../../kit/format/time.ts'
import { useLanguage } from '../../kit/words.ts'
import { CasePlates } from '../case/CasePlates.tsx'
import { CaseStateTag } from '../case/CaseStateTag.tsx'
import { DueClock } from '../case/DueClock.tsx'

/** One case of the queue: the plates, where, since when, and the clock that runs. The whole card leads to it. */
export function CaseCard({ item }: { readonly item: Schemas['AccidentSummary'] }) {
  const { t } = useTranslation('surveyor')
  const language = useLanguage()
  return (
    <article className="queue-card">
      <div className="queue-card__head">
        <CaseStateTag state={item.state} />
        <Link to={`/surveyor/cases/${item.id}`}>{item.number}</Link>
      </div>
      <CasePlates plates={item.plates} />
      <p>{item.placeText}</p>
      <p className="kit-quiet">{t('reportedAt', { time: formatTime(item.reportedAt, 'dayAndTime', language) })}</p>
      <DueClock since={item.reportedAt} dueAt={item.dueAt} />
    </article>
  )
}
