import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client.ts'
import { formatTime } from '../../kit/format/time.ts'
import { PhotoViewer, type ViewerPhoto } from '../../kit/photo/PhotoViewer.tsx'
import { EmptyState } from '../../kit/state/EmptyState.tsx'
import { LoadingState } from '../../kit/state/LoadingState.tsx'
import { StatusTag, type Tone } from '../../kit/state/StatusTag.tsx'
import { useLanguage, useLocalized } from '../../kit/words.ts'
import { RequestFailed } from '../session/RequestFailed.tsx'
import { useStaff } from '../session/staffSession.ts'
import { OriginalLink } from './OriginalLink.tsx'
import { casePhotos, onePhoto } from './queries.ts'
import './case.css'

type Evidence = Schemas['EvidenceSummary']
type Shots = Schemas['Accident']['shots']

export interface CasePhotosProps {
  readonly caseId: string
  /** The case's shot list, for the names of what the photos show. */
  readonly shots: Shots
}

/** Every photo of the case with its plates drawn on it and its worst verdict; one press opens it in the viewer. */
export function CasePhotos({ caseId, shots }: CasePhotosProps) {
  const { t } = useTranslation('surveyor')
  const { api } = useStaff()
  const titleOf = useShotTitles(shots)
  const { data, error, refetch } = useQuery(casePhotos(api, caseId))
  const [shown, setShown] = useState<string>()
  const details = useQuery({ ...onePhoto(api, caseId, shown ?? ''), enabled: shown !== undefined })

  if (error) return <RequestFailed error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState shape="photo" />
  if (data.items.length === 0) return <EmptyState title={t('photos.none')} />
  const opened = data.items.filter(({ preview }) => preview !== null)
  return (
    <>
      <ul className="case-photos">
        {data.items.map((item) => (
          <li key={item.id}>
            <PhotoTile evidence={item} title={titleOf(item)} onOpen={() => setShown(item.id)} />
          </li>
        ))}
      </ul>
      <PhotoViewer
        photos={opened.map((item) => {
          const known = item.id === details.data?.id ? details.data : undefined
          const photo = toViewerPhoto(item, titleOf(item), known, t)
          // The server shows the custody to whoever handles the case, and gives the original to nobody else.
          return known?.custody ? { ...photo, acts: <OriginalLink caseId={caseId} photoId={item.id} /> } : photo
        })}
        shown={shown}
        onShow={setShown}
        onClose={() => setShown(undefined)}
      />
    </>
  )
}

interface PhotoTileProps {
  readonly evidence: Evidence
  readonly title: string
  readonly onOpen: () => void
}

function PhotoTile({ evidence, title, onOpen }: PhotoTileProps) {
  const { preview, image, plates } = evidence
  return (
    <button type="button" className="case-photo" disabled={!preview} onClick={onOpen}>
      <span className="case-photo__frame">
        {preview && <img src={preview.url} alt="" loading="lazy" />}
        {image && (
          <svg viewBox={`0 0 ${image.width} ${image.height}`} preserveAspectRatio="xMidYMid slice" aria-hidden="true">
            {plates.map(({ corners }) => (
              <polygon key={corners.join()} points={corners.map((corner) => corner.join()).join(' ')} />
            ))}
          </svg>
        )}
      </span>
      <span className="case-photo__title">{title}</span>
      <Verdict evidence={evidence} />
    </button>
  )
}

function Verdict({ evidence }: { readonly evidence: Evidence }) {
  const { t } = useTranslation('surveyor')
  const language = useLanguage()
  const { erasedAt, previewErasedAt } = evidence
  const gone = (at: string, what: 'erased' | 'previewErased') => (
    <StatusTag tone="neutral">{t(`photos.${what}`, { time: formatTime(at, 'day', language) })}</StatusTag>
  )
  if (erasedAt) return <span className="case-photo__verdict">{gone(erasedAt, 'erased')}</span>
  const verdict = verdictOf(evidence)
  const tones: Record<typeof verdict, Tone> = {
    pending: 'neutral',
    clip: 'neutral',
    pass: 'ok',
    warn: 'warn',
    fail: 'bad',
  }
  return (
    <span className="case-photo__verdict">
      <StatusTag tone={tones[verdict]}>{t(`photos.verdict.${verdict}`)}</StatusTag>
      {previewErasedAt && gone(previewErasedAt, 'previewErased')}
      {evidence.keptAt && <StatusTag tone="warn">{t('photos.kept')}</StatusTag>}
    </span>
  )
}

/** The worst of a photo's checks. */
function verdictOf({ mediaType, assessedAt, checks }: Evidence): 'pending' | 'clip' | 'pass' | 'warn' | 'fail' {
  if (mediaType.startsWith('video/')) return 'clip'
  if (assessedAt === null) return 'pending'
  if (checks.some(({ status }) => status === 'fail')) return 'fail'
  return checks.some(({ status }) => status === 'warn') ? 'warn' : 'pass'
}

function useShotTitles(shots: Shots): (photo: Pick<Evidence, 'shot' | 'subject'>) => string {
  const { t } = useTranslation('surveyor')
  const localized = useLocalized()
  return ({ shot, subject }) => {
    const due = shots.find(({ code }) => code === shot)
    const name = due ? localized(due.title) : t('photos.other')
    return subject === null ? name : `${name} · ${subject}`
  }
}

function toViewerPhoto(
  evidence: Evidence,
  title: string,
  details: Schemas['Evidence'] | undefined,
  t: (key: string, options: { defaultValue: string }) => string,
): ViewerPhoto {
  const { id, preview, image, plates, checks } = evidence
  const takenAt = details?.capture?.takenAt
  return {
    id,
    title,
    url: preview?.url ?? '',
    width: image?.width ?? 4,
    height: image?.height ?? 3,
    plates: plates.map(({ text, colour, kind, status, corners }) => ({ text, colour, kind, status, corners })),
    checks: checks.map((check) => ({ ...check })),
    custody: (details?.custody ?? []).map(({ id: eventId, at, kind, actorKind, purpose }) => ({
      id: eventId,
      at,
      action: kind,
      actor: t(`actor.${actorKind}`, { defaultValue: actorKind }),
      purpose: purpose === null ? undefined : t(`original.purpose.${purpose}`, { defaultValue: purpose }),
    })),
    ...(takenAt === undefined ? {} : { takenAt }),
  }
}
