import { describe, expect, it } from 'vitest'
import { describeScene } from './view.ts'

const photo = { imageWidth: 1000, plates: [], textLines: 2, paper: 0.1 }
const plate = (widthPx: number) => ({ widthPx, status: 'read' as const })

describe('describeScene', () => {
  it('calls a photo that a plate fills a plate close-up', () => {
    expect(describeScene({ ...photo, plates: [plate(420)] }).view).toBe('plate-close-up')
  })

  it('calls one plate of middling size a vehicle, and two an overview', () => {
    expect(describeScene({ ...photo, plates: [plate(150)] }).view).toBe('vehicle')
    expect(describeScene({ ...photo, plates: [plate(150), plate(120)] }).view).toBe('overview')
  })

  it('leaves the view open where neither plate nor text shows it', () => {
    expect(describeScene(photo).view).toBeNull()
  })

  it('takes many lines of text for a document only on paper', () => {
    expect(describeScene({ ...photo, textLines: 40, paper: 0.6 }).view).toBe('document')
    expect(describeScene({ ...photo, textLines: 40, paper: 0.1 }).view).toBeNull()
  })

  it('counts a vehicle for each plate, as a lower bound, and shows what it went by', () => {
    const scene = describeScene({ ...photo, plates: [plate(150), plate(120)] })
    expect(scene).toMatchObject({ vehiclesAtLeast: 2, recapture: null })
    expect(scene.evidence).toContain('plate-width-ratio=0.150')
  })
})
