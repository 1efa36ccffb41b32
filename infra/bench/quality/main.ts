import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { readLabels } from '../../../vision/cli/labels.ts'
import { PlateLabel } from '../../../vision/cli/plate-labels.ts'
import { openPipeline } from '../../../vision/pipeline.ts'
import { openReader } from '../../../vision/plates/open-reader.ts'
import { photosFolder } from '../../samples/label.ts'
import { distribution } from '../reuse/summary.ts'
import { degradations } from './degradations.ts'
import { outcomeOf, type Outcome } from './outcome.ts'

const usage = `usage: npm run -s bench:quality -- [--json] [--photos DIR] [--models DIR] [--every 1]

Spoils the labelled photos of DIR (labels.jsonl) step by step and tells, for each step, how many still have a plate read, how many the checks would have
taken again, and how often the two disagree. The bounds in api/modules/evidence/bounds.ts are chosen from it.

  --json        one JSON object for each step
  --photos DIR  labelled photos, instead of the sample photos
  --models DIR  plate models to read with, instead of the usual ones
  --every N     only every Nth photo`

const print = (line: string) => void process.stdout.write(`${line}\n`)
function summarise(kind: string, level: number, outcomes: readonly Outcome[]) {
  const percent = (counts: (outcome: Outcome) => boolean) =>
    Math.round((1000 * outcomes.filter(counts).length) / outcomes.length) / 10
  const sentBack = ({ failed }: Outcome) => failed.length > 0
  const spread = (value: (outcome: Outcome) => number | null) =>
    distribution(outcomes.map(value).filter((one) => one !== null))
  return {
    kind,
    level,
    photos: outcomes.length,
    readPercent: percent(({ read }) => read),
    sentBackPercent: percent(sentBack),
    sentBackThoughReadPercent: percent((outcome) => outcome.read && sentBack(outcome)),
    keptThoughUnreadPercent: percent((outcome) => !outcome.read && !sentBack(outcome)),
    warnedThoughUnreadPercent: percent((one) => !one.read && !sentBack(one) && one.warned.length > 0),
    sharpnessOfFrame: spread(({ facts }) => facts.quality.sharpness.frame),
    sharpnessOfPlates: spread(({ facts }) => facts.quality.sharpness.plates),
    brightness: spread(({ facts }) => facts.quality.exposure.mean),
    glare: spread(({ facts }) => facts.quality.glare),
    contrast: spread(({ facts }) => facts.quality.contrast),
    platePixels: spread(({ facts }) => facts.quality.platePixels),
  }
}

async function main(folder: string, every: number, json: boolean, models?: string): Promise<void> {
  const labels = (await readLabels(join(folder, 'labels.jsonl'), PlateLabel))
    .filter(({ plates }) => plates.length > 0)
    .filter((_, index) => index % every === 0)
  const pipeline = await openPipeline(await openReader(models))
  for (const { kind, levels, apply } of degradations) {
    for (const level of levels) {
      const outcomes: Outcome[] = []
      for (const { file, plates } of labels) {
        const { data, info } = await sharp(join(folder, file))
          .autoOrient()
          .toColourspace('srgb')
          .removeAlpha()
          .raw()
          .toBuffer({ resolveWithObject: true })
        const spoilt = await apply(sharp(data, { raw: info }).jpeg({ quality: 92 }), level, info).toBuffer()
        outcomes.push(
          outcomeOf(
            await pipeline.assess(spoilt),
            plates.map(({ plate }) => plate),
          ),
        )
      }
      const row = summarise(kind, level, outcomes)
      print(
        json
          ? JSON.stringify(row)
          : `${kind} ${level}: read ${row.readPercent} %, sent back ${row.sentBackPercent} % (though read ${row.sentBackThoughReadPercent} %), ` +
              `kept though unread ${row.keptThoughUnreadPercent} %`,
      )
    }
  }
}

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    photos: { type: 'string', default: photosFolder },
    models: { type: 'string' },
    every: { type: 'string', default: '1' },
  },
})
if (values.help) print(usage)
else await main(values.photos, Math.max(1, Number(values.every)), values.json, values.models)
