import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { formatYuan } from '../../kit/format/money.ts'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { useLocalized } from '../../kit/words.ts'
import { plateFacts } from '../report/plate.ts'

/** What each side would get, as far as it concerns this driver: an estimate, and it says so first. */
export function Estimate({ settlement }: { readonly settlement: Schemas['Settlement'] }) {
  const { t } = useTranslation('driver')
  const localized = useLocalized()
  const { sides, label, mutualClaim, notes } = settlement
  return (
    <section className="driver-panel" aria-labelledby="estimate">
      <h2 id="estimate">{t('estimate.title')}</h2>
      <p className="driver-quiet">{localized(label)}</p>
      {mutualClaim && <p>{t('estimate.mutual')}</p>}
      {sides.map((side) => (
        <dl key={side.side} className="driver-facts">
          <div>
            <dt>
              <PlateBadge plate={plateFacts(side)} />
            </dt>
            <dd>{t('estimate.share', { percent: side.sharePercent })}</dd>
          </div>
          <div>
            <dt>{t('estimate.loss')}</dt>
            <dd>{side.lossStated ? formatYuan(side.lossCents) : t('estimate.toBeAssessed')}</dd>
          </div>
          <div>
            <dt>{t('estimate.receives')}</dt>
            <dd>{formatYuan(side.receivesCents)}</dd>
          </div>
        </dl>
      ))}
      {[...notes, ...sides.flatMap((side) => side.notes)].map((note) => (
        <p key={note.zh} className="driver-quiet">
          {localized(note)}
        </p>
      ))}
    </section>
  )
}
