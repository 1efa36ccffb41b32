import { useTranslation } from 'react-i18next'
import { StatusTag } from '../../agent-portal/kit/state/StatusTag.tsx'
import type { Schemas } from '../../agent-portal/api/client.ts'

/** Why a determination must be looked at; one that was only drawn says so. */
export function Flags({
  review: { flags, sampled },
}: {
  readonly review: Pick<Schemas['Review'], 'flags' | 'sampled'>
}) {
  const { t } = useTranslation('console')
  return (
    <span className="tags">
      {flags.map((flag) => (
        <StatusTag key={flag} tone="warn">
          {t(`reviews.flag.${flag}`, { defaultValue: flag })}
        </StatusTag>
      ))}
      {sampled && <StatusTag tone="neutral">{t('reviews.sampled')}</StatusTag>}
    </span>
  )
}
