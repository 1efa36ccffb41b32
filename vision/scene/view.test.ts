import { describe, expect, it } from 'vitest'
import type { Vehicle } from '../contract.ts'
import { describeScene } from './view.ts'

const image = { width: 1000, height: 800 }
const unseen = { image, plates: [], vehicles: null, textLines: 2, paper: 0.1 }
const looked = { ...unseen, vehicles: [] as Vehicle[] }
const plate = (widthPx: number) => ({ widthPx, status: 'read' as const })
const vehicle = (left: number, top: number, width: number, height: number, score = 0.6): Vehicle => ({
  kind: 'car',
  score,
  box: { left, top, width, height },
})
const small = vehicle(100, 100, 200, 150)
const large = vehicle(200, 150, 600, 500)
const cutOff = vehicle(0, 0, 1000, 700)

describe('describeScene', () => {
  it('calls a photo that a plate fills a plate close-up, whatever vehicle is around it', () => {
    expect(describeScene({ ...looked, plates: [plate(420)] }).view).toBe('plate-close-up')
    expect(describeScene({ ...looked, plates: [plate(420)], vehicles: [cutOff] }).view).toBe('plate-close-up')
  })

  it('asks less of the plate where the frame cuts the vehicle off', () => {
    expect(describeScene({ ...looked, plates: [plate(200)], vehicles: [cutOff] }).view).toBe('plate-close-up')
    expect(describeScene({ ...looked, plates: [plate(200)], vehicles: [large] }).view).toBe('vehicle')
  })

  it('calls one large vehicle a vehicle, and small ones an overview, however many there are', () => {
    expect(describeScene({ ...looked, vehicles: [large, small] }).view).toBe('vehicle')
    expect(describeScene({ ...looked, vehicles: [small] }).view).toBe('overview')
    expect(describeScene({ ...looked, vehicles: [small, vehicle(600, 300, 220, 160)] }).view).toBe('overview')
  })

  it('calls a vehicle of which the frame leaves a part a close-up, unless the detector knows it well', () => {
    expect(describeScene({ ...looked, vehicles: [cutOff] }).view).toBe('damage-close-up')
    expect(describeScene({ ...looked, vehicles: [{ ...cutOff, score: 0.9 }] }).view).toBe('vehicle')
    expect(describeScene({ ...looked, vehicles: [vehicle(0, 0, 1000, 500)] }).view).toBe('damage-close-up')
    expect(describeScene({ ...looked, vehicles: [vehicle(0, 60, 1000, 500)] }).view).toBe('vehicle')
  })

  it('calls it something else only where somebody looked for vehicles', () => {
    expect(describeScene(looked).view).toBe('other')
    expect(describeScene(unseen).view).toBeNull()
  })

  it('goes by the plates where no vehicle was found around them', () => {
    for (const about of [looked, unseen]) {
      expect(describeScene({ ...about, plates: [plate(150)] }).view).toBe('vehicle')
      expect(describeScene({ ...about, plates: [plate(150), plate(120)] }).view).toBe('overview')
      expect(describeScene({ ...about, plates: [plate(60)] }).view).toBe('overview')
    }
  })

  it('takes many lines of text for a document only on paper', () => {
    expect(describeScene({ ...looked, textLines: 40, paper: 0.6 }).view).toBe('document')
    expect(describeScene({ ...looked, textLines: 40, paper: 0.1 }).view).toBe('other')
    expect(describeScene({ ...looked, textLines: null, paper: 0.6 }).view).toBe('other')
  })

  it('counts vehicles or plates, whichever are more, and shows what it went by', () => {
    const scene = describeScene({ ...looked, plates: [plate(150), plate(120)], vehicles: [large] })
    expect(scene).toMatchObject({ vehiclesAtLeast: 2, recapture: null })
    expect(scene.evidence).toEqual(
      expect.arrayContaining([
        'plate-width-ratio=0.150',
        'vehicles=1',
        'largest-vehicle-share=0.38',
        'largest-vehicle-cut-off-sides=0',
        'largest-vehicle-score=0.60',
      ]),
    )
    expect(describeScene({ ...looked, vehicles: [large, small, small] }).vehiclesAtLeast).toBe(3)
    expect(describeScene(unseen).evidence.join()).not.toContain('vehicle')
  })
})
