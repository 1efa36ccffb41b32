/** The PP-OCRv4 recogniser: crops of one text line in, likelihoods over the plate alphabet for each time step out. */
import ort from 'onnxruntime-node'
import type { TextRecogniser } from '../models/text-models.ts'
import { type PlateSymbols, plateSymbols } from './plate-symbols.ts'
import type { Likelihoods } from '../plates/likelihoods.ts'
import type { Raster } from '../raster.ts'

export const lineHeight = 48
/**
 * Crops keep their proportions and are padded with zeros to this width: worth 2 points against stretching (VISION.md 4). The model's usual 320 px read
 * 874 of 890 street crops, these 873, in six tenths of the time.
 */
export const lineWidth = 192

export type ReadLines = (crops: readonly Raster[]) => Promise<Likelihoods[]>

/** Crops are `lineHeight` high and at most `lineWidth` wide; a batch is one model run. */
export function createLineReader({ model, dictionary }: Pick<TextRecogniser, 'model' | 'dictionary'>): ReadLines {
  const symbols = plateSymbols(dictionary)
  return async (crops) => {
    if (crops.length === 0) return []
    const size = 3 * lineHeight * lineWidth
    const data = new Float32Array(crops.length * size)
    crops.forEach((crop, i) => fillLine(crop, data.subarray(i * size, (i + 1) * size)))
    const shape = [crops.length, 3, lineHeight, lineWidth]
    const results = await model.run({ x: new ort.Tensor('float32', data, shape) })
    const output = results['softmax_11.tmp_0']
    const [, steps, classes] = output?.dims ?? []
    if (!output || !(output.data instanceof Float32Array) || !steps || !classes) {
      throw new Error('the text recogniser did not answer likelihoods')
    }
    const all = output.data
    return crops.map((crop, i) => {
      const used = Math.min(steps, Math.ceil(crop.width / 8) + 1)
      return overPlateSymbols(all.subarray(i * steps * classes), used, classes, symbols)
    })
  }
}

/** Blue first, planar, -1 to 1; padding stays 0. */
function fillLine({ pixels, width }: Raster, target: Float32Array): void {
  const plane = lineHeight * lineWidth
  for (let y = 0; y < lineHeight; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 3
      const to = y * lineWidth + x
      for (let c = 0; c < 3; c++) target[c * plane + to] = (pixels[from + 2 - c] as number) / 127.5 - 1
    }
  }
}

function overPlateSymbols(all: Float32Array, steps: number, classes: number, plate: PlateSymbols): Likelihoods {
  const symbols = new Float32Array(steps * plate.count)
  const blank = new Float32Array(steps)
  const other = new Float32Array(steps)
  for (let t = 0; t < steps; t++) {
    let known = 0
    for (const [index, symbol] of plate.ofClass) {
      const p = all[t * classes + index] as number
      symbols[t * plate.count + symbol] = (symbols[t * plate.count + symbol] as number) + p
      known += p
    }
    let empty = 0
    for (const index of plate.blanks) empty += all[t * classes + index] as number
    blank[t] = empty
    other[t] = Math.max(0, 1 - known - empty)
  }
  return { steps, symbols, blank, other }
}
