/** Our plate recogniser: straightened plates in, likelihoods over the plate alphabet for each step along them out. */
import ort from 'onnxruntime-node'
import type { Model } from '../models/sessions.ts'
import type { Raster } from '../raster.ts'
import { alphabet, symbolNumber } from './alphabet.ts'
import { provinces } from './grammar.ts'
import type { Likelihoods } from './likelihoods.ts'
import { inputHeight, inputWidth } from './straighten.ts'

export type Recognise = (plates: readonly Raster[]) => Promise<Likelihoods[]>

/** The model's classes from 1 on; class 0 is the CTC blank. Order: vision/training/render/alphabet.py. O and I are read as 0 and 1. */
const classes = [...provinces, ...'ABCDEFGHJKLMNPQRSTUVWXYZ', ...'0123456789', ...'学警领港澳挂使应急民航'].map(
  symbolNumber,
)

/** A batch is one run of the model. */
export function createRecogniser(model: Model): Recognise {
  return async (plates) => {
    if (plates.length === 0) return []
    const size = inputWidth * inputHeight * 3
    const data = new Uint8Array(plates.length * size)
    plates.forEach(({ pixels }, i) => data.set(pixels, i * size))
    const shape = [plates.length, inputHeight, inputWidth, 3]
    const { likelihoods } = await model.run({ plates: new ort.Tensor('uint8', data, shape) })
    const [, steps = 0, answered] = likelihoods?.dims ?? []
    if (!likelihoods || !(likelihoods.data instanceof Float32Array) || answered !== classes.length + 1)
      throw new Error('the plate recogniser did not answer likelihoods of the plate alphabet')
    const all = likelihoods.data
    const perPlate = steps * answered
    return plates.map((_, i) => overAlphabet(all.subarray(i * perPlate, (i + 1) * perPlate), steps))
  }
}

function overAlphabet(all: Float32Array, steps: number): Likelihoods {
  const symbols = new Float32Array(steps * alphabet.length)
  const blank = new Float32Array(steps)
  for (let t = 0; t < steps; t++) {
    const from = t * (classes.length + 1)
    blank[t] = all[from] as number
    classes.forEach((symbol, i) => (symbols[t * alphabet.length + symbol] = all[from + 1 + i] as number))
  }
  return { steps, symbols, blank, other: new Float32Array(steps) }
}
