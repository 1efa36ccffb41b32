import { describe, expect, it } from 'vitest'
import type { Reading } from './decode-grammar.ts'
import type { FoundPlate } from './found-plate.ts'
import { contradictedBy, createSecondOpinion } from './second-opinion.ts'

const reading = (text: string, ...confidences: number[]): Reading => ({
  text,
  kinds: ['02'],
  characters: [...text].map((char, i) => ({ char, confidence: confidences[i] ?? 0.99, alternatives: [] })),
  cost: 0,
})

describe('contradictedBy', () => {
  it('takes the confidence of a character where the other reader is sure of a different one', () => {
    const { text, characters } = contradictedBy(reading('苏A12345', 0.95), reading('鄂A12345', 0.97))
    expect(text).toBe('苏A12345')
    expect(characters[0]?.confidence).toBeCloseTo(0.03)
    expect(characters.slice(1).every(({ confidence }) => confidence === 0.99)).toBe(true)
  })

  it('leaves it where the other reader only guesses, agrees, or read a plate of another length', () => {
    const sure = reading('苏A12345', 0.95)
    expect(contradictedBy(sure, reading('鄂A12345', 0.6))).toEqual(sure)
    expect(contradictedBy(sure, reading('苏A12345'))).toEqual(sure)
    expect(contradictedBy(sure, reading('苏AD12345'))).toEqual(sure)
  })
})

describe('createSecondOpinion', () => {
  const raster = { pixels: new Uint8Array(200 * 100 * 3), width: 200, height: 100 }
  const plate = (read: Reading, rows: 1 | 2 = 1): FoundPlate => ({
    quad: [
      [10, 10],
      [150, 10],
      [150, 54],
      [10, 54],
    ],
    score: 0.9,
    rows,
    colour: 'blue',
    reading: read,
    crop: { pixels: new Uint8Array(3), width: 1, height: 1 },
  })
  const never = createSecondOpinion({
    model: { run: () => Promise.reject(new Error('was asked')) },
    dictionary: ['', ' '],
  })

  it('is not asked for what is beyond doubt, nor of two rows', async () => {
    const sure = plate(reading('京A88731'))
    const twoRows = plate(reading('京A88731', 0.5), 2)
    expect(await never({ raster, scale: 1 }, sure)).toBe(sure)
    expect(await never({ raster, scale: 1 }, twoRows)).toBe(twoRows)
  })

  it('is asked where one character is in doubt', async () => {
    await expect(never({ raster, scale: 1 }, plate(reading('京A88731', 0.94)))).rejects.toThrow('was asked')
  })
})
