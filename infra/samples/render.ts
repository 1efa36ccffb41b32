import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { album } from './album.ts'
import { exifOf } from './exif.ts'
import { labelOf, photosFolder, writeLabels, type SampleLabel } from './label.ts'
import { takePhoto } from './photo.ts'

// Renders the whole album again: photos/*.jpg and photos/labels.jsonl.
mkdirSync(photosFolder, { recursive: true })
const labels: SampleLabel[] = []
for (const sample of album) {
  const photo = await takePhoto(sample.scene, sample.exposure)
  const { width, height, rgb } = photo
  const picture = sharp(rgb, { raw: { width, height, channels: 3 } }).jpeg({ quality: 85 })
  const file = await (sample.taken ? picture.withExif(exifOf(sample.taken)) : picture).toBuffer()
  writeFileSync(join(photosFolder, sample.file), file)
  labels.push(labelOf(sample, photo))
  console.log(
    `${sample.file}  ${Math.round(file.length / 1024)} kB  ${photo.plates.map(({ plate }) => plate).join(' ')}`,
  )
}
writeFileSync(join(photosFolder, 'labels.jsonl'), writeLabels(labels))
