/** Our plate detector: where plates hang, how they are turned, how many rows and which ground they have. */
import ort from 'onnxruntime-node'
import { type Quad, mapQuad, overlap } from '../geometry.ts'
import type { Model } from '../models/sessions.ts'
import type { View } from '../raster.ts'
import { resample } from '../resample.ts'
import type { PlateColour } from './grammar.ts'
import { type Tile, wholeTile } from '../tiles.ts'

export interface Detection {
  /** In pixels of the photo, edge to edge of the plate, from the corner where its text begins. */
  readonly quad: Quad
  readonly score: number
  readonly rows: 1 | 2
  /** Null where nobody could tell. */
  readonly colour: PlateColour | null
}

/** What each cell of the model answers, in order (vision/training/detector/model.py). */
const answers = 16
const colours: readonly PlateColour[] = ['blue', 'yellow', 'green', 'yellow-green', 'white', 'black']
/** The strides of the model add up to 32. */
const stride = 32
const sameFrom = 0.3

/**
 * Each plate once, surest first. `factor`: pixels of the detector per pixel of the raster; time grows with its square. `tile`: the part of the raster to
 * look at.
 */
export async function detectPlates(
  model: Model,
  { raster, scale }: View,
  factor: number,
  scoreFrom: number,
  tile: Tile = wholeTile(raster),
): Promise<Detection[]> {
  const [width, height] = [multipleOfStride(tile.width * factor), multipleOfStride(tile.height * factor)]
  const data = resample(raster, tile, factor, width, height)
  const { cells } = await model.run({ photo: new ort.Tensor('uint8', data, [1, height, width, 3]) })
  if (!cells || !(cells.data instanceof Float32Array)) throw new Error('the plate detector did not answer cells')
  return strongest(cells.data, scoreFrom).map((detection) => ({
    ...detection,
    quad: mapQuad(detection.quad, ([x, y]) => [(tile.left + x / factor) / scale, (tile.top + y / factor) / scale]),
  }))
}

function multipleOfStride(length: number): number {
  return Math.max(1, Math.ceil(length / stride - 1e-6)) * stride
}

function strongest(cells: Float32Array, scoreFrom: number): Detection[] {
  const found: Detection[] = []
  for (let at = 0; at < cells.length; at += answers) {
    if ((cells[at] as number) >= scoreFrom) found.push(cellAt(cells.subarray(at, at + answers)))
  }
  return withoutDoubles(found)
}

/** Of those that hang on one plate the surest. */
export function withoutDoubles(found: readonly Detection[]): Detection[] {
  const kept: Detection[] = []
  for (const detection of [...found].sort((a, b) => b.score - a.score)) {
    if (kept.every((other) => overlap(other.quad, detection.quad) < sameFrom)) kept.push(detection)
  }
  return kept
}

function cellAt(cell: Float32Array): Detection {
  const at = (i: number) => cell[i] as number
  const chances = colours.map((_, i) => at(10 + i))
  return {
    score: at(0),
    quad: [
      [at(1), at(2)],
      [at(3), at(4)],
      [at(5), at(6)],
      [at(7), at(8)],
    ],
    rows: at(9) > 0.5 ? 2 : 1,
    colour: colours[chances.indexOf(Math.max(...chances))] ?? null,
  }
}
