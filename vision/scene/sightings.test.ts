import ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { type Sighting, sightingsOf, vehiclesSeen } from './sightings.ts'

const sighting = (score: number, left: number, changed: Partial<Sighting> = {}): Sighting => ({
  model: 'first',
  column: 'vehicle',
  score,
  left,
  top: 0.2,
  right: left + 0.3,
  bottom: 0.6,
  ...changed,
})

const answer = (boxes: number[][], scores: number[][]) => ({
  boxes: new ort.Tensor('float32', Float32Array.from(boxes.flat()), [1, boxes.length, 4]),
  scores: new ort.Tensor('float32', Float32Array.from(scores.flat()), [1, scores.length, 6]),
})

describe('sightingsOf', () => {
  it('keeps each kind of a row that scores, inside the frame', () => {
    const boxes = [
      [0, 0, 0.1, 0.1],
      [-0.2, 0.3, 0.5, 1.4],
    ]
    const scores = [
      [0.01, 0, 0, 0, 0, 0.02],
      [0.6, 0, 0, 0, 0.03, 0.7],
    ]
    const found = sightingsOf(answer(boxes, scores), 'second')
    expect(found.map(({ column }) => column)).toEqual(['car', 'vehicle'])
    expect(found[0]).toMatchObject({ model: 'second', left: 0, right: 0.5, bottom: 1 })
    expect(found[0]?.top).toBeCloseTo(0.3)
    expect(found[0]?.score).toBeCloseTo(0.42)
  })

  it('fails where the model is another', () => {
    expect(() => sightingsOf({}, 'first')).toThrow('did not answer')
  })
})

describe('vehiclesSeen', () => {
  it('names a vehicle once although many rows speak of it, and where the surest says', () => {
    const seen = vehiclesSeen([sighting(0.4, 0.12), sighting(0.7, 0.1), sighting(0.5, 0.6)], 0.3)
    expect(seen.map(({ score, left }) => [score, left])).toEqual([
      [0.7, 0.1],
      [0.5, 0.6],
    ])
  })

  it('takes a part of a vehicle for that vehicle', () => {
    const part = sighting(0.6, 0.15, { right: 0.25, top: 0.3, bottom: 0.4 })
    expect(vehiclesSeen([sighting(0.7, 0.1), part], 0.3)).toHaveLength(1)
  })

  it('adds up what the models say of one vehicle, never what one model says twice', () => {
    const [first, second] = [sighting(0.25, 0.1), sighting(0.2, 0.11, { model: 'second', column: 'car' })]
    expect(vehiclesSeen([first], 0.3)).toEqual([])
    expect(vehiclesSeen([first, sighting(0.2, 0.11)], 0.3)).toEqual([])
    expect(vehiclesSeen([first, second], 0.3)[0]?.score).toBeCloseTo(0.45)
    expect(vehiclesSeen([sighting(0.8, 0.1), { ...second, score: 0.7 }], 0.3)[0]?.score).toBe(1)
  })

  it('leaves the kind open where only the vehicle is sure', () => {
    const kindOf = (...all: Sighting[]) => vehiclesSeen(all, 0.3)[0]?.kind
    expect(kindOf(sighting(0.8, 0.1))).toBeNull()
    expect(kindOf(sighting(0.8, 0.1), sighting(0.3, 0.1, { column: 'car' }))).toBeNull()
    expect(kindOf(sighting(0.8, 0.1), sighting(0.5, 0.1, { column: 'car' }))).toBe('car')
    expect(kindOf(sighting(0.4, 0.1), sighting(0.5, 0.1, { model: 'second', column: 'bus' }))).toBe('bus')
  })
})
