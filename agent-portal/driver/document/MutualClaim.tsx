import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { formatYuan } from '../../kit/format/money.ts'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { useCase } from '../case/case-context.ts'
import { plateFacts } from '../report/plate.ts'

/** 互碰自赔 in plain words, before he signs: what each signature agrees to. Source: DOMAIN.md 3.3. */
export function MutualClaim({ mutualClaim }: { readonly mutualClaim: Schemas['MutualClaim'] }) {
  const { t } = useTranslation('driver')
  const { vehicles } = useCase()
  return (
    <section className="driver-form" aria-labelledby="mutual-claim">
      <h2 id="mutual-claim">{t('document.mutual.heading')}</h2>
      <p>{t('document.mutual.text')}</p>
      <div className="driver-panel">
        <p className="driver-quiet">{t('document.mutual.losses')}</p>
        <dl className="driver-facts">
          {mutualClaim.losses.map(({ side, lossCents }) => {
            const vehicle = vehicles.find((each) => each.side === side)
            return (
              <div key={side}>
                <dt>{vehicle ? <PlateBadge plate={plateFacts(vehicle)} /> : side}</dt>
                <dd>{formatYuan(lossCents)}</dd>
              </div>
            )
          })}
        </dl>
      </div>
      <p>{t('document.mutual.signing')}</p>
    </section>
  )
}
