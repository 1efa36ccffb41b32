import { answer } from '../../api/client.ts'
import { uploadResumably } from '../../api/upload.ts'
import type { DriverApi } from '../services.ts'
import { PhotoOutbox } from './photo-outbox.ts'
import { indexedPhotoStore } from './photo-store.ts'

/** The outbox of this phone: resumable upload, then the acknowledgement that makes the photo evidence. */
export const makePhotoOutbox = (api: DriverApi): PhotoOutbox =>
  new PhotoOutbox(indexedPhotoStore(), {
    upload: ({ file }, onProgress) => uploadResumably(file, 'driver', onProgress),
    acknowledge: async ({ accidentId, shot, subject, capture }, arrived) =>
      void (await answer(api.POST('/evidence', { body: { ...arrived, accidentId, shot, subject, capture } }))),
  })
