/**
 * npm run -s vision:peers -- LABELS.jsonl DIR: our plate models and PP-OCRv4 at 960 px, one after the other on every photo, in one process and on one
 * thread, so that whatever else the machine does slows both. One JSON object: what each reads, its median time, and how many times faster ours are.
 */
import { join } from 'node:path'
import { readLabels } from '../../cli/labels.ts'
import { fileAt, readPhoto } from '../../cli/photos.ts'
import { PlateLabel, scoreOf } from '../../cli/plate-labels.ts'
import { type PhotoScore, summarise } from '../../cli/score-summary.ts'
import { type Pipeline, assessOrExplain, openPipeline } from '../../pipeline.ts'
import { openPpocrReader } from './ppocr.ts'

const peerLongSide = 960

const [labelFile, folder] = process.argv.slice(2)
if (!labelFile || !folder) throw new Error('give a labels file and a folder')
const peers: Record<string, Pipeline> = {
  ours: await openPipeline(),
  [`PP-OCRv4 at ${peerLongSide} px`]: await openPipeline(await openPpocrReader(peerLongSide)),
}
const scores: Record<string, PhotoScore[]> = {}
for (const label of await readLabels(labelFile, PlateLabel)) {
  const bytes = await readPhoto(fileAt(join(folder, label.file)))
  for (const [name, pipeline] of Object.entries(peers)) {
    const assessment = await assessOrExplain(pipeline, bytes, { crop: label.crop })
    scores[name] = [...(scores[name] ?? []), scoreOf(label, assessment)]
  }
}
const summaries = Object.entries(scores).map(([name, photos]) => {
  const { any, plates, exact, sureButWrong, msPerPhoto } = summarise(photos)
  return { name, any, plates, exact, sureButWrong, msPerPhoto }
})
const [ours, peer] = summaries.map(({ msPerPhoto }) => msPerPhoto?.p50 ?? NaN) as [number, number]
process.stdout.write(`${JSON.stringify({ peers: summaries, timesFaster: Math.round((peer / ours) * 100) / 100 })}\n`)
