import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Taken } from './capture.ts'

interface ChooseFileProps {
  readonly onTaken: (taken: Taken) => void
  readonly primary?: boolean
  /** Short films are kept too, where no particular shot is asked for. */
  readonly withClips?: boolean
}

const photos = 'image/jpeg,image/png,image/webp'

/** The phone's own camera or album: for browsers that give a page no camera, and for photos that were taken before. */
export function ChooseFile({ onTaken, primary = false, withClips = false }: ChooseFileProps) {
  const { t } = useTranslation('driver')
  const id = useId()
  const take = (files: FileList | null, how: Taken['how']) => {
    const file = files?.[0]
    if (file) onTaken({ file, how })
  }
  return (
    <div className="driver-files">
      {primary && (
        <label className="kit-button" data-tone="primary" data-wide="true" htmlFor={`${id}-camera`}>
          {t('photos.phoneCamera')}
          <input
            id={`${id}-camera`}
            className="kit-unseen"
            type="file"
            accept="image/*"
            capture="environment"
            onChange={(event) => take(event.target.files, 'camera')}
          />
        </label>
      )}
      <label className="kit-button" data-tone={primary ? 'secondary' : 'quiet'} data-wide="true" htmlFor={id}>
        {t('photos.choose')}
        <input
          id={id}
          className="kit-unseen"
          type="file"
          accept={withClips ? `${photos},video/mp4,video/quicktime` : photos}
          onChange={(event) => take(event.target.files, 'file')}
        />
      </label>
    </div>
  )
}
