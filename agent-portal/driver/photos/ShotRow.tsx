import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Icon } from '../../kit/icons.tsx'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { ShotGuide } from '../../kit/shots/ShotGuide.tsx'
import { StatusTag } from '../../kit/state/StatusTag.tsx'
import { useLocalized } from '../../kit/words.ts'
import { useCase } from '../case/case-context.ts'
import { plateFacts } from '../report/plate.ts'
import { FailedPhoto } from './FailedPhoto.tsx'
import { SendingPhoto } from './SendingPhoto.tsx'
import { type Photo, pictogramOf, type Shot, type ShotStatus, worstCheck } from './shot-status.ts'

export const shotPath = (caseId: string, { code, subject }: Pick<Shot, 'code' | 'subject'>) =>
  `/cases/${caseId}/photos/${code}${subject === null ? '' : `/${subject}`}`

interface ShotRowProps {
  readonly shot: Shot
  readonly status: ShotStatus
  readonly onShow: (photoId: string) => void
}

/** One shot of the list: what it should show or does show, and how it stands. */
export function ShotRow({ shot, status, onShow }: ShotRowProps) {
  const localized = useLocalized()
  const { id } = useCase()
  return (
    <li className="driver-shot" data-status={status.is}>
      <Thumbnail shot={shot} status={status} onShow={onShow} />
      <div className="driver-shot__text">
        <h3>
          <Link to={shotPath(id, shot)}>{localized(shot.title)}</Link>
        </h3>
        <Subject subject={shot.subject} />
        <Standing status={status} />
      </div>
      {status.is === 'sending' && <SendingPhoto way={status.way} />}
      {status.is === 'retake' && <FailedPhoto photo={status.photo} onShow={onShow} retake={shotPath(id, shot)} />}
    </li>
  )
}

function Standing({ status }: { readonly status: ShotStatus }) {
  const { t } = useTranslation('driver')
  const warned = status.is === 'done' && worstCheck(status.photo) !== undefined
  const tone = {
    missing: 'neutral',
    sending: 'info',
    checking: 'info',
    retake: 'bad',
    done: 'ok',
  } as const satisfies Record<ShotStatus['is'], string>
  return (
    <span role="status">
      <StatusTag tone={tone[status.is]}>{t(warned ? 'photos.status.warned' : `photos.status.${status.is}`)}</StatusTag>
    </span>
  )
}

/** Whose vehicle or licence it is of. */
function Subject({ subject }: { readonly subject: string | null }) {
  const { vehicles } = useCase()
  if (subject === null) return null
  const shown = vehicles.filter(({ side }) => subject.split('-').includes(side))
  return (
    <span className="driver-shot__plates">
      {shown.map((vehicle) => (
        <PlateBadge key={vehicle.side} plate={plateFacts(vehicle)} size="small" />
      ))}
    </span>
  )
}

function Thumbnail({ shot, status, onShow }: ShotRowProps) {
  const { t } = useTranslation('driver')
  const localized = useLocalized()
  const photo: Photo | undefined = 'photo' in status ? status.photo : undefined
  if (photo?.preview) {
    return (
      <button
        type="button"
        className="driver-shot__photo"
        aria-label={t('photos.open', { shot: localized(shot.title) })}
        onClick={() => onShow(photo.id)}
      >
        <img src={photo.preview.url} alt="" loading="lazy" />
      </button>
    )
  }
  const pictogram = pictogramOf(shot.code)
  return (
    <span className="driver-shot__photo" aria-hidden="true">
      {pictogram ? <ShotGuide shot={pictogram} caption={false} /> : <Icon name="fit" size="2em" />}
    </span>
  )
}
