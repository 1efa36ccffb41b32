import { describe, expect, it } from 'vitest'
import { photoOf, plateSeen } from './photo.testing.ts'
import { bothVehiclesInFrame, plateMatchesParty, plateReadable, plateVisible } from './plates.ts'

describe('plate-matches-party, in the shot of one vehicle', () => {
  const shotOf = (subject: string, ...texts: string[]) =>
    plateMatchesParty(photoOf({ shot: 'vehicle-plate', plates: texts.map((text) => plateSeen(text)) }, { subject }))

  it('passes with that vehicle’s plate', () => expect(shotOf('A', '京A88731')?.status).toBe('pass'))
  it('passes where "?" stands for what is not sure', () => expect(shotOf('A', '?A88731')?.status).toBe('pass'))
  it('passes when a stranger stands beside it', () => expect(shotOf('A', '沪C55555', '京A88731')?.status).toBe('pass'))

  it('fails with the other party’s plate, and says which to take', () => {
    const verdict = shotOf('A', '黑EF1234')
    expect(verdict?.status).toBe('fail')
    expect(verdict?.advice.zh).toBe('这是B车 黑E·F1234。请拍A车 京A·88731。')
  })

  it('fails with a stranger’s plate, and names it', () => {
    const verdict = shotOf('A', '沪C55555')
    expect(verdict?.status).toBe('fail')
    expect(verdict?.advice.zh).toContain('沪C·55555')
  })

  it('warns when nothing sure can be read', () => {
    expect(shotOf('A')?.status).toBe('warn')
    expect(shotOf('A', '沪C5???5')?.status).toBe('warn')
  })

  it('holds the driver’s photo beside his vehicle to the same', () => {
    const plates = [plateSeen('黑EF1234')]
    expect(plateMatchesParty(photoOf({ shot: 'driver-with-vehicle', plates }, { subject: 'A' }))?.status).toBe('fail')
  })
})

describe('plate-matches-party, in any other shot', () => {
  const overview = (...texts: string[]) => plateMatchesParty(photoOf({ plates: texts.map((text) => plateSeen(text)) }))

  it('passes with a plate of either party', () => expect(overview('黑EF1234', '沪C55555')?.status).toBe('pass'))
  it('fails when a stranger is read and no party', () => expect(overview('沪C55555')?.status).toBe('fail'))
  it('warns without a plate', () => expect(overview()?.status).toBe('warn'))

  it('applies to the contact of two vehicles and to photos outside the list', () => {
    const plates = [plateSeen('沪C55555')]
    expect(plateMatchesParty(photoOf({ shot: 'contact-close-up', plates }, { subject: 'A-B' }))?.status).toBe('fail')
    expect(plateMatchesParty(photoOf({ shot: 'other', plates }))?.status).toBe('fail')
  })

  it('asks nothing of a paper, but of a plate beside it', () => {
    const licence = (...plates: string[]) =>
      plateMatchesParty(
        photoOf({ shot: 'driving-licence', plates: plates.map((text) => plateSeen(text)) }, { subject: 'A' }),
      )
    expect(licence()).toBeNull()
    expect(licence('京A88731')?.status).toBe('pass')
    expect(licence('沪C55555')?.status).toBe('fail')
  })
})

describe('plate-visible and plate-readable', () => {
  it('ask for a retake of a plate shot without a plate, and only warn for an overview', () => {
    expect(plateVisible(photoOf({ shot: 'vehicle-plate', plates: [] }))?.status).toBe('fail')
    expect(plateVisible(photoOf({ plates: [] }))?.status).toBe('warn')
    expect(plateVisible(photoOf())?.status).toBe('pass')
  })

  it('judge the best plate', () => {
    const plates = [plateSeen('京A8873?'), plateSeen('黑EF1234')]
    expect(plateReadable(photoOf({ plates }))?.status).toBe('pass')
    expect(plateReadable(photoOf({ plates: [plateSeen('京A8873?')] }))?.status).toBe('warn')
    expect(plateReadable(photoOf({ shot: 'vehicle-plate', plates: [plateSeen('', 'unreadable')] }))?.status).toBe(
      'fail',
    )
    expect(plateReadable(photoOf({ plates: [] }))).toBeNull()
  })
})

describe('both-vehicles-in-frame', () => {
  it('passes with the plates of two parties, and otherwise only warns', () => {
    expect(bothVehiclesInFrame(photoOf())?.status).toBe('pass')
    expect(bothVehiclesInFrame(photoOf({ plates: [plateSeen('京A88731'), plateSeen('沪C55555')] }))?.status).toBe(
      'warn',
    )
  })

  it('goes by the vehicles seen where plates are turned away, not counting strangers', () => {
    const car = (left: number) => ({ kind: 'car' as const, score: 0.8, box: { left, top: 0, width: 900, height: 700 } })
    const [one, two, three] = [car(0), car(1000), car(2000)]
    expect(bothVehiclesInFrame(photoOf({ plates: [], vehicles: [one, two] }))).toMatchObject({
      status: 'pass',
      measured: 2,
    })
    expect(bothVehiclesInFrame(photoOf({ plates: [], vehicles: [one] }))).toMatchObject({ status: 'warn', measured: 1 })
    const plates = [plateSeen('京A88731'), plateSeen('沪C55555')]
    expect(bothVehiclesInFrame(photoOf({ plates, vehicles: [one, two] }))?.status).toBe('warn')
    expect(bothVehiclesInFrame(photoOf({ plates, vehicles: [one, two, three] }))?.status).toBe('pass')
  })

  it('never fails, whatever was seen', () => {
    expect(bothVehiclesInFrame(photoOf({ plates: [], vehicles: [] }))?.status).toBe('warn')
  })

  it('is not asked of a single vehicle', () => {
    const { brief } = photoOf()
    expect(bothVehiclesInFrame(photoOf({}, { brief: { ...brief, vehicles: brief.vehicles.slice(0, 1) } }))).toBeNull()
  })
})
