import { useTranslation } from 'react-i18next'
import { formatTime } from '../../kit/format/time.ts'
import { useLanguage } from '../../kit/words.ts'
import { useCase } from '../case/case-context.ts'
import { useTimeline } from '../case/case-queries.ts'
import { Fetched } from '../frame/Fetched.tsx'
import { milestonesOf } from './milestones.ts'

/** What happened in the case, the newest first, in words; what only machines care about is left out. */
export function Timeline() {
  const { t } = useTranslation('driver')
  const language = useLanguage()
  const timeline = useTimeline(useCase().id)
  return (
    <section className="driver-form" aria-labelledby="timeline">
      <h2 id="timeline">{t('timeline.title')}</h2>
      <Fetched query={timeline} lines={3}>
        {(items) => (
          <ol className="driver-timeline">
            {milestonesOf(items).map(({ at, milestone }) => (
              <li key={`${at} ${milestone}`}>
                <span>{t(`timeline.${milestone}`)}</span>
                <time dateTime={at}>{formatTime(at, 'dayAndTime', language)}</time>
              </li>
            ))}
          </ol>
        )}
      </Fetched>
    </section>
  )
}
