import type { ViewerPhoto } from '../../kit/photo/PhotoViewer.tsx'
import type { Photo } from './shot-status.ts'

/** The photos that can be opened: those of which a preview is made. `titleOf` names the shot. */
export const viewerPhotos = (photos: readonly Photo[], titleOf: (photo: Photo) => string): ViewerPhoto[] =>
  photos.flatMap((photo) =>
    photo.preview && photo.image
      ? [
          {
            id: photo.id,
            url: photo.preview.url,
            title: titleOf(photo),
            width: photo.image.width,
            height: photo.image.height,
            plates: photo.plates,
            // What was measured against which bound is for those who judge; a driver is told what to do.
            checks: photo.checks.map(({ id, status, advice }) => ({ id, status, advice })),
            custody: [],
          },
        ]
      : [],
  )
