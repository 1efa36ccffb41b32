import { useTranslation } from 'react-i18next'
import { PlateBadge, type PlateBadgeProps } from '../../kit/plates/PlateBadge.tsx'
import { plateOf } from './plateOf.ts'
import './case.css'

export interface CasePlatesProps {
  readonly plates: readonly { readonly side: string; readonly plateNumber: string; readonly plateKind: string }[]
  readonly size?: PlateBadgeProps['size']
}

/** The plates of a case, each with the letter of its side. */
export function CasePlates({ plates, size = 'medium' }: CasePlatesProps) {
  const { t } = useTranslation('surveyor')
  return (
    <ul className="case-plates" aria-label={t('plates')}>
      {plates.map((plate) => (
        <li key={plate.side}>
          <span className="case-side">{plate.side}</span>
          <PlateBadge plate={plateOf(plate)} size={size} />
        </li>
      ))}
    </ul>
  )
}
