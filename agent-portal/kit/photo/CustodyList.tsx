import { formatTime, type Instant } from '../format/time.ts'
import { type LocalizedText, useKitWords, useLanguage, useLocalized } from '../words.ts'
import './photo.css'

/** Somebody had the photo: who, when, to do what. */
export interface CustodyEvent {
  readonly id: string
  readonly at: Instant
  readonly action: string
  readonly actor: LocalizedText
  /** What for, where it had to be stated. */
  readonly purpose?: LocalizedText | undefined
}

/** The chain of custody of one photo, from the shutter on. */
export function CustodyList({ events }: { readonly events: readonly CustodyEvent[] }) {
  const t = useKitWords()
  const language = useLanguage()
  const localized = useLocalized()
  if (events.length === 0) return <p className="kit-quiet">{t('photo.noCustody')}</p>

  return (
    <ol className="kit-custody">
      {events.map((event) => (
        <li key={event.id}>
          <p>
            {t(`custody.${event.action}`, { defaultValue: event.action })} · {localized(event.actor)}
            {event.purpose && ` · ${localized(event.purpose)}`}
          </p>
          <time className="kit-quiet" dateTime={new Date(event.at).toISOString()}>
            {formatTime(event.at, 'full', language)}
          </time>
        </li>
      ))}
    </ol>
  )
}
