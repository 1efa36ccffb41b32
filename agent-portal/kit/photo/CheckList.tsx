import { type Tone } from '../state/StatusTag.tsx'
import { Icon } from '../icons.tsx'
import { type LocalizedText, useKitWords, useLocalized } from '../words.ts'
import './photo.css'

/** One check of one photo, as the server answered it. */
export interface PhotoCheck {
  readonly id: string
  readonly status: 'pass' | 'warn' | 'fail'
  readonly measured?: string | number | null
  readonly bound?: string | number | null
  readonly advice?: LocalizedText | null
}

const tones = { pass: 'ok', warn: 'warn', fail: 'bad' } as const satisfies Record<PhotoCheck['status'], Tone>
const urgency = { fail: 0, warn: 1, pass: 2 }

/** What was checked on a photo, the worst first; each with its verdict in words, what was measured, and what to do. */
export function CheckList({ checks }: { readonly checks: readonly PhotoCheck[] }) {
  const t = useKitWords()
  const localized = useLocalized()
  if (checks.length === 0) return <p className="kit-quiet">{t('photo.noChecks')}</p>

  return (
    <ul className="kit-checks">
      {[...checks]
        .sort((a, b) => urgency[a.status] - urgency[b.status])
        .map((check) => (
          <li key={check.id} data-status={check.status}>
            <Icon name={tones[check.status]} size="1.3em" />
            <div>
              <p className="kit-checks__head">
                <span>{t(`check.name.${check.id}`, { defaultValue: check.id })}</span>
                <strong>{t(`check.status.${check.status}`)}</strong>
              </p>
              {check.status !== 'pass' && check.advice && <p>{localized(check.advice)}</p>}
              {check.measured != null && (
                <p className="kit-quiet">
                  {t('check.measured', { value: check.measured })}
                  {check.bound != null && ` · ${t('check.bound', { value: check.bound })}`}
                </p>
              )}
            </div>
          </li>
        ))}
    </ul>
  )
}
