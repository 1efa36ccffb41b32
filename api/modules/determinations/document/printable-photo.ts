import sharp from 'sharp'

const longSidePx = 1_100
const quality = 80

/**
 * The copy of a photo that goes into a document: upright, small enough for a phone, and without metadata, because a document is handed
 * to every party and EXIF tells where a phone was. Null when nothing can be decoded: the document then says so, its hash still stands.
 */
export async function printablePhoto(photo: Uint8Array): Promise<Buffer | null> {
  const image = sharp(photo, { failOn: 'none' })
  const readable = await image.metadata().then(
    () => true,
    () => false,
  )
  if (!readable) return null
  return image
    .autoOrient()
    .resize({ width: longSidePx, height: longSidePx, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality })
    .toBuffer()
    .catch(() => null)
}
