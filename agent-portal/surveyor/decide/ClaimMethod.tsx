import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { formatYuan } from '../../kit/format/money.ts'
import { Notice } from '../../kit/state/Notice.tsx'
import type { PlateFacts } from '../../kit/plates/layout.ts'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { useLocalized } from '../../kit/words.ts'
import { caseKey, read } from '../case/queries.ts'
import { useStaff } from '../session/staffSession.ts'
import { Chips } from './Chips.tsx'
import type { ClaimMethod, ContactDecision } from './draft.ts'

type Weighed = Schemas['MutualClaimWeighed']

/** Whether 互碰自赔 may be chosen with the shares as they stand; nothing is asked before they are whole. */
export function useMutualClaim(accidentId: string, contacts: readonly ContactDecision[] | null) {
  const { api } = useStaff()
  return useQuery({
    queryKey: [...caseKey(accidentId), 'mutual-claim', contacts],
    queryFn: () =>
      read<Weighed>(
        api.POST('/accidents/{id}/mutual-claim', {
          params: { path: { id: accidentId } },
          body: { contacts: [...(contacts ?? [])] },
        }),
      ),
    enabled: contacts !== null,
    placeholderData: keepPreviousData,
  })
}

export interface ClaimMethodChoiceProps {
  /** Undefined until the shares are whole. */
  readonly weighed: Weighed | undefined
  readonly plates: Readonly<Record<string, PlateFacts>>
  readonly value: ClaimMethod
  readonly onChange: (value: ClaimMethod) => void
}

/** How the parties claim: a choice where 互碰自赔 is open to them, otherwise why it is not. */
export function ClaimMethodChoice({ weighed, plates, value, onChange }: ClaimMethodChoiceProps) {
  const { t } = useTranslation('surveyor')
  const localized = useLocalized()
  return (
    <section className="contact__step" aria-live="polite">
      <h3>{t('decide.step.claim')}</h3>
      {!weighed ? (
        <p className="kit-quiet">{t('decide.claim.later')}</p>
      ) : weighed.allowed ? (
        <>
          <Chips
            id="claim-method"
            label={t('decide.claim.question')}
            options={(['ordinary', 'mutual-claim'] as const).map((method) => ({
              value: method,
              label: t(`decide.claim.${method}`),
            }))}
            value={value}
            onChange={onChange}
          />
          <Notice tone="info" title={t('decide.claim.open')}>
            <p>{t('decide.claim.why')}</p>
            <ul className="claim-losses">
              {weighed.losses.map(({ side, lossCents }) => {
                const plate = plates[side]
                return (
                  <li key={side}>
                    {plate && <PlateBadge plate={plate} />}
                    {formatYuan(lossCents ?? 0)}
                  </li>
                )
              })}
            </ul>
            <p>{t('decide.claim.signing')}</p>
          </Notice>
        </>
      ) : (
        <>
          <p>
            <strong>{t('decide.claim.ordinary')}</strong>
          </p>
          <p>{t('decide.claim.closed')}</p>
          <ul className="plain">
            {weighed.obstacles.map(({ code, text }) => (
              <li key={code}>{localized(text)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
