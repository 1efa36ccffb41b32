import { useTranslation } from 'react-i18next'
import { Button } from '../../kit/form/Button.tsx'
import { ActRefused } from '../frame/Refused.tsx'
import { problemOf } from '../frame/problem.ts'
import { useOutbox } from './outbox-context.ts'
import type { PhotoOnItsWay } from './photo-outbox.ts'

/** A photo between the phone and the server: how far, and what to do when it does not get through. */
export function SendingPhoto({ way }: { readonly way: PhotoOnItsWay }) {
  const { t } = useTranslation('driver')
  const outbox = useOutbox()
  if (way.phase !== 'failed') {
    return (
      <progress className="driver-progress" aria-label={t('photos.sending')} max={1} value={way.sent}>
        {Math.round(way.sent * 100)}%
      </progress>
    )
  }
  // The server will not take these bytes however often they come.
  const hopeless = problemOf(way.error) !== undefined
  return (
    <div className="driver-shot__more">
      <ActRefused error={way.error ?? new Error('no answer')} />
      <div className="driver-choices">
        <Button tone="secondary" icon="retry" onClick={() => outbox.retryAll()}>
          {t('photos.sendAgain')}
        </Button>
        {hopeless && (
          <Button tone="quiet" onClick={() => void outbox.discard(way.photo.id)}>
            {t('photos.discard')}
          </Button>
        )}
      </div>
    </div>
  )
}
