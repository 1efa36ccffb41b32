import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer } from '../../api/client.ts'
import { Button } from '../../kit/form/Button.tsx'
import { useLocalized } from '../../kit/words.ts'
import { accidentKey, evidenceKey, useIntention } from '../case/case-queries.ts'
import { actionIn } from '../case/stage.ts'
import { ActRefused } from '../frame/Refused.tsx'
import { LinkButton } from '../frame/LinkButton.tsx'
import { useApi } from '../services.ts'
import { type Photo, worstCheck } from './shot-status.ts'

interface FailedPhotoProps {
  readonly photo: Photo
  readonly onShow: (photoId: string) => void
  /** Where it is taken again. */
  readonly retake: string
}

/** A photo that a check turned down: why, in plain words, and the choice to take it again or to keep it for a person to judge. */
export function FailedPhoto({ photo, onShow, retake }: FailedPhotoProps) {
  const { t } = useTranslation('driver')
  const localized = useLocalized()
  const api = useApi()
  const client = useQueryClient()
  const intention = useIntention()
  const keep = useMutation({
    mutationFn: () => {
      const { id, version } = photo
      const header = { 'Idempotency-Key': intention.keyFor({ id, version }) }
      return answer(api.POST('/evidence/{id}/keep', { params: { path: { id }, header }, body: { version } }))
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: evidenceKey(photo.accidentId) })
      void client.invalidateQueries({ queryKey: accidentKey(photo.accidentId) })
    },
  })
  const check = worstCheck(photo)
  const mayKeep = actionIn(photo.actions, 'keep')?.allowed
  return (
    <div className="driver-shot__more" role="status">
      <p className="driver-shot__advice">{check ? localized(check.advice) : t('photos.unreadable')}</p>
      <LinkButton to={retake} tone="secondary">
        {t('photos.retake')}
      </LinkButton>
      <div className="driver-choices">
        {mayKeep && (
          <Button tone="quiet" busy={keep.isPending} onClick={() => keep.mutate()}>
            {t('photos.keep')}
          </Button>
        )}
        {photo.preview && (
          <Button tone="quiet" onClick={() => onShow(photo.id)}>
            {t('photos.why')}
          </Button>
        )}
      </div>
      <ActRefused error={keep.error} />
    </div>
  )
}
