/** What the pipeline asks of whoever reads plates, whichever models it reads them with. */
import type { ModelVersion } from '../contract.ts'
import type { Photo } from '../decode.ts'
import type { FoundPlate } from './found-plate.ts'

export interface PlateSearch {
  readonly plates: readonly FoundPlate[]
  /** Lines of text of any kind: a document is full of them. Null where nobody looked for text. */
  readonly textLines: number | null
  readonly detectMs: number
  readonly readMs: number
}

/** The sessions behind it block the thread while they run. */
export interface PlateReader {
  /** All plates of a photo, each once. */
  findPlates(photo: Photo): Promise<PlateSearch>
  /** Of a photo that is a plate and nothing else. */
  readWholePhoto(photo: Photo): Promise<PlateSearch>
  readonly versions: readonly ModelVersion[]
  readonly totalBytes: number
}
