import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { formatTime, type Instant } from '../format/time.ts'
import { PlateBadge } from '../plates/PlateBadge.tsx'
import { ErrorState } from '../state/ErrorState.tsx'
import { useKitWords, useLanguage } from '../words.ts'
import { CheckList, type PhotoCheck } from './CheckList.tsx'
import { type CustodyEvent, CustodyList } from './CustodyList.tsx'
import { type PhotoPlate, PlateBox } from './PlateBox.tsx'
import { Tool } from './Tool.tsx'
import { usePhotoView } from './usePhotoView.ts'
import { fit, frame, moveBy } from './view.ts'
import './photo.css'

export interface ViewerPhoto {
  readonly id: string
  readonly url: string
  /** What it shows: `前方全景`. Also its alternative text. */
  readonly title: string
  /** Of the upright photo: the plates' corners are in these pixels. */
  readonly width: number
  readonly height: number
  readonly takenAt?: Instant
  readonly plates: readonly PhotoPlate[]
  readonly checks: readonly PhotoCheck[]
  readonly custody: readonly CustodyEvent[]
  /** What the reader may do with it; stands below its custody. */
  readonly acts?: ReactNode
}

export interface PhotoViewerProps {
  readonly photos: readonly ViewerPhoto[]
  /** Id of the photo in sight; undefined keeps the viewer closed. */
  readonly shown: string | undefined
  readonly onShow: (id: string) => void
  readonly onClose: () => void
}

/**
 * The one place where a photo is looked at closely: plates drawn over it, checks and custody beside it. A modal dialog of the browser, which keeps
 * the focus inside, makes the page behind it inert, closes by Escape and gives the focus back.
 */
export function PhotoViewer({ photos, shown, onShow, onClose }: PhotoViewerProps) {
  const t = useKitWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const index = photos.findIndex((photo) => photo.id === shown)
  const photo = photos[index]
  const open = photo !== undefined

  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])

  // The part of the dialog that had the focus may have gone with the photo before; without the focus inside, no key would arrive.
  useEffect(() => {
    if (open && !dialog.current?.contains(document.activeElement)) dialog.current?.focus()
  }, [open, shown])

  const step = (by: -1 | 1) => {
    const next = photos[index + by]
    if (next) onShow(next.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'ArrowLeft') step(-1)
    if (event.key === 'ArrowRight') step(1)
  }

  return (
    <dialog
      ref={dialog}
      className="kit-viewer"
      tabIndex={-1}
      aria-label={t('photo.viewer')}
      onClose={onClose}
      onKeyDown={onKeyDown}
    >
      {photo && (
        <div className="kit-viewer__frame">
          <header className="kit-viewer__bar kit-on-navy">
            <div className="kit-viewer__what">
              <h2>{photo.title}</h2>
              <p aria-live="polite">{t('photo.count', { index: index + 1, total: photos.length })}</p>
            </div>
            <Tool icon="previous" label={t('photo.previous')} disabled={index === 0} onPress={() => step(-1)} />
            <Tool icon="next" label={t('photo.next')} disabled={index === photos.length - 1} onPress={() => step(1)} />
            <Tool icon="close" label={t('photo.close')} onPress={() => dialog.current?.close()} />
          </header>
          <PhotoWithFacts key={photo.id} photo={photo} />
        </div>
      )}
    </dialog>
  )
}

/** One photo and what is known of it. Mounted anew for each photo, so that each starts whole. */
function PhotoWithFacts({ photo }: { readonly photo: ViewerPhoto }) {
  const t = useKitWords()
  const language = useLanguage()
  const heading = useId()
  const stage = useRef<HTMLDivElement>(null)
  const { view, change, zoom, handlers } = usePhotoView(photo, stage)
  const [chosen, setChosen] = useState<PhotoPlate>()
  const [attempt, setAttempt] = useState(0)
  const [failed, setFailed] = useState(false)

  const all = () => {
    setChosen(undefined)
    change((_, size, room) => fit(size, room))
  }
  const show = (plate: PhotoPlate) => {
    setChosen(plate)
    change((_, size, room) => frame(plate.corners, size, room))
  }
  // Heard on the dialog, not on the photo: the keys work wherever in it the focus is. Without dependencies, so that it acts on the view of now.
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      const pan = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] }[event.key]
      if (event.shiftKey && pan) change((from, size, room) => moveBy(from, pan[0] ?? 0, pan[1] ?? 0, size, room))
      else if (event.key === '+' || event.key === '=') zoom(1.5)
      else if (event.key === '-') zoom(1 / 1.5)
      else if (event.key === '0') all()
      else return
      event.preventDefault()
    }
    const dialog = stage.current?.closest('dialog')
    dialog?.addEventListener('keydown', onKeyDown)
    return () => dialog?.removeEventListener('keydown', onKeyDown)
  })

  return (
    <>
      <div className="kit-viewer__screen">
        <div ref={stage} className="kit-stage" tabIndex={0} role="group" aria-label={t('photo.stage')} {...handlers}>
          {view && (
            <div
              className="kit-stage__photo"
              style={{
                width: photo.width,
                height: photo.height,
                transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
              }}
            >
              <img
                key={attempt}
                src={photo.url}
                alt={photo.title}
                draggable={false}
                onError={() => setFailed(true)}
                onLoad={() => setFailed(false)}
              />
              <svg viewBox={`0 0 ${photo.width} ${photo.height}`} aria-hidden="true">
                {photo.plates.map((plate) => (
                  <PlateBox key={plate.corners.join()} plate={plate} chosen={plate === chosen} scale={view.scale} />
                ))}
              </svg>
            </div>
          )}
        </div>
        {failed && (
          <div className="kit-stage__failed">
            <ErrorState
              problem={{ title: t('photo.failed'), advice: t('photo.failedAdvice') }}
              onRetry={() => setAttempt(attempt + 1)}
            />
          </div>
        )}
        {!failed && (
          <div className="kit-viewer__tools">
            <Tool icon="minus" label={t('photo.zoomOut')} onPress={() => zoom(1 / 1.5)} />
            <Tool icon="fit" label={t('photo.fit')} onPress={all} />
            <Tool icon="plus" label={t('photo.zoomIn')} onPress={() => zoom(1.5)} />
          </div>
        )}
      </div>

      <aside className="kit-viewer__side" aria-labelledby={heading} tabIndex={0}>
        <section>
          <h3 id={heading}>{t('photo.plates')}</h3>
          {photo.plates.length === 0 && <p className="kit-quiet">{t('photo.noPlates')}</p>}
          <ul className="kit-viewer__plates">
            {photo.plates.map((plate) => (
              <li key={plate.corners.join()}>
                <button type="button" aria-pressed={plate === chosen} onClick={() => show(plate)}>
                  <PlateBadge plate={plate} size="medium" />
                </button>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h3>{t('photo.checks')}</h3>
          <CheckList checks={photo.checks} />
        </section>
        <section>
          <h3>{t('photo.custody')}</h3>
          {photo.takenAt !== undefined && (
            <p className="kit-quiet">
              {t('photo.takenAt')} {formatTime(photo.takenAt, 'full', language)}
            </p>
          )}
          <CustodyList events={photo.custody} />
          {photo.acts}
        </section>
        <p className="kit-viewer__keys kit-quiet">{t('photo.keys')}</p>
      </aside>
    </>
  )
}
