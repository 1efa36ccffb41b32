/** The misses of a score as one HTML file to look through: no script, no second file, nothing from the network. */
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { boundsOf } from '../geometry.ts'
import { fileAt, readPhoto } from './photos.ts'
import type { LabelledPlate, PhotoScore, summarise } from './score-summary.ts'
import type { Rate } from './wilson.ts'

/** A cut shows this much of the plate's width on each side of it. */
const marginShare = 0.4
const cutWidth = 360
const cutHeight = 160

const style = `:root{color-scheme:light dark;font:15px/1.5 "PingFang SC","Noto Sans SC",sans-serif}body{max-width:1100px;margin:2rem auto;padding:0 1rem}
h1,h2{font-weight:600}table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:.25rem .75rem;text-align:left;border-bottom:1px solid #8884}
figure{display:inline-block;margin:0 1rem 1.5rem 0;vertical-align:top;width:${cutWidth}px}img{max-width:100%;border-radius:4px;background:#8882}
figcaption b{font-size:1.1rem}.read{color:#b8322a}.uncertain,.unreadable{color:#a86200}code{font-size:.9em}`

/** `folder`: where the photos lie. A photo that cannot be opened is named without a picture. */
export async function scoreReport(
  title: string,
  folder: string,
  photos: readonly PhotoScore[],
  summary: ReturnType<typeof summarise>,
): Promise<string> {
  const missed = photos.filter(({ plates }) => plates.some(({ hit }) => !hit))
  const [counted, disputed] = [missed.filter((photo) => !photo.disputed), missed.filter((photo) => photo.disputed)]
  const sections = [
    section('Missed plates', await figures(folder, counted)),
    section('Disputed labels, not counted', await figures(folder, disputed)),
  ]
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)}</title><style>${style}</style><body>
<h1>${escape(title)}</h1>${rates(summary)}${sections.join('')}</body></html>\n`
}

function rates(summary: ReturnType<typeof summarise>): string {
  const named: [string, Rate | null][] = [
    ['first plate of a photo', summary.any],
    ['all plates', summary.plates],
    ['crops, exact', summary.exact],
    ...Object.entries(summary.perColour),
    ...Object.entries(summary.perWidth).map(([band, rate]): [string, Rate] => [`${band} px wide`, rate]),
    ...Object.entries(summary.perTilt).map(([band, rate]): [string, Rate] => [`${band}° tilted`, rate]),
    ...Object.entries(summary.perProvince),
  ]
  const rows = named.flatMap(([name, rate]) =>
    rate
      ? [`<tr><td>${escape(name)}<td>${rate.hits} of ${rate.of}<td>${rate.percent} %<td>${rate.low} to ${rate.high}`]
      : [],
  )
  return `<table><tr><th>what<th>read<th>share<th>95 % interval${rows.join('')}</table>
<p>${summary.sureButWrong} wrong reads with status <code>read</code>, ${summary.uncertainAndWrong} with another.</p>`
}

function section(heading: string, found: readonly string[]): string {
  return `<h2>${heading}: ${found.length}</h2>${found.join('') || '<p>None.</p>'}`
}

async function figures(folder: string, photos: readonly PhotoScore[]): Promise<string[]> {
  const made: string[] = []
  for (const photo of photos) {
    const bytes = await readPhoto(fileAt(join(folder, photo.file))).catch(() => null)
    for (const plate of photo.plates.filter(({ hit }) => !hit)) made.push(await figure(photo, plate, bytes))
  }
  return made
}

async function figure(photo: PhotoScore, plate: LabelledPlate, bytes: Uint8Array | null): Promise<string> {
  const cut = bytes ? await cutOut(bytes, plate).catch(() => null) : null
  const picture = cut
    ? `<img alt="" src="data:image/jpeg;base64,${cut.toString('base64')}">`
    : '<p>cannot be opened</p>'
  const reads = photo.reads.map(
    ({ text, status, confidence }) =>
      `<span class="${status}">${escape(text)} ${status} ${confidence.toFixed(2)}</span>`,
  )
  return `<figure>${picture}<figcaption><b>${escape(plate.plate)}</b> <code>${escape(photo.file)}</code><br>${reads.join('<br>') || 'nothing read'}</figcaption></figure>`
}

/** The plate with its surroundings, or the whole photo where nobody labelled its corners. Enlarged without smoothing away what the reader saw. */
async function cutOut(bytes: Uint8Array, { corners }: LabelledPlate): Promise<Buffer> {
  const upright = sharp(bytes, { failOn: 'none' }).autoOrient()
  const fitted = (photo: Sharp) =>
    photo.resize(cutWidth, cutHeight, { fit: 'inside', kernel: 'mitchell' }).jpeg({ quality: 85 }).toBuffer()
  if (!corners) return fitted(upright)
  const { data, info } = await upright.png({ compressionLevel: 0 }).toBuffer({ resolveWithObject: true })
  const box = boundsOf(corners)
  const margin = (box.right - box.left) * marginShare
  const left = Math.max(0, Math.floor(box.left - margin))
  const top = Math.max(0, Math.floor(box.top - margin / 2))
  const width = Math.min(info.width, Math.ceil(box.right + margin)) - left
  const height = Math.min(info.height, Math.ceil(box.bottom + margin / 2)) - top
  return fitted(sharp(data).extract({ left, top, width, height }))
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`)
}
