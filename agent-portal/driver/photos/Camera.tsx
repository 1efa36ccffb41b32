import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../kit/form/Button.tsx'
import type { Taken } from './capture.ts'

/** Pages without https have no camera, nor have old browsers. */
export const hasCamera = (): boolean => typeof navigator.mediaDevices?.getUserMedia === 'function'

interface CameraProps {
  /** What the shot should show; it stays in sight while the driver aims. */
  readonly advice: string
  readonly onTaken: (taken: Taken) => void
  readonly onClose: () => void
}

/** The camera over the whole screen, with one button. */
export function Camera({ advice, onTaken, onClose }: CameraProps) {
  const { t } = useTranslation('driver')
  const dialog = useRef<HTMLDialogElement>(null)
  const film = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<'starting' | 'ready' | 'denied'>('starting')

  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    let stream: MediaStream | undefined
    let gone = false
    const stop = () => stream?.getTracks().forEach((track) => track.stop())
    const start = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          audio: false,
          // As many pixels as there are: plates are small.
          video: { facingMode: { ideal: 'environment' }, width: { ideal: 4096 }, height: { ideal: 3072 } },
        })
        if (gone) return stop()
        if (film.current) film.current.srcObject = stream
      } catch {
        if (!gone) setState('denied')
      }
    }
    void start()
    return () => {
      gone = true
      stop()
    }
  }, [])

  const shoot = async () => {
    const photo = film.current && (await frameOf(film.current))
    if (photo) onTaken({ file: photo, how: 'camera' })
  }
  return (
    <dialog ref={dialog} className="driver-camera kit-on-navy" aria-label={t('photos.camera')} onClose={onClose}>
      <video ref={film} autoPlay playsInline muted onCanPlay={() => setState('ready')} />
      {state !== 'denied' && <p className="driver-camera__advice">{advice}</p>}
      {state === 'denied' && (
        <p className="driver-camera__denied" role="alert">
          {t('photos.cameraDenied')}
        </p>
      )}
      <div className="driver-camera__bar">
        <Button tone="secondary" onClick={onClose}>
          {t('back')}
        </Button>
        <button
          type="button"
          className="driver-camera__shutter"
          aria-label={t('photos.shoot')}
          aria-disabled={state !== 'ready'}
          onClick={() => {
            if (state === 'ready') void shoot()
          }}
        />
      </div>
    </dialog>
  )
}

/** The picture of now, upright, as a JPEG that keeps small writing legible. */
async function frameOf(film: HTMLVideoElement): Promise<File | null> {
  const canvas = document.createElement('canvas')
  canvas.width = film.videoWidth
  canvas.height = film.videoHeight
  canvas.getContext('2d')?.drawImage(film, 0, 0)
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92))
  return picture && new File([picture], `${Date.now()}.jpg`, { type: 'image/jpeg', lastModified: Date.now() })
}
