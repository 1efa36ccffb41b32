import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { httpRegistries, type RegisterDown } from '../../../api/adapters/registries/http.ts'
import type { PlantedFault } from '../program/faults.ts'
import { healFaults, keeperOf, plantFault, received } from '../control-client.ts'
import { type RunningSimulator, startSimulator } from '../start.ts'

const car = { plateNumber: '黑E12345', plateKind: '02' }
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
const small = (plateNumber: string) => ({ plateNumber, plateKind: '02' })

describe('httpRegistries against the registers', () => {
  let registers: RunningSimulator<{ token: string }>
  const heard: RegisterDown[] = []

  const registries = (options: { token?: string; timeoutMs?: number } = {}) =>
    httpRegistries({
      url: registers.url,
      token: registers.credentials.token,
      onDown: (event) => void heard.push(event),
      ...options,
    })

  beforeAll(async () => {
    registers = await startSimulator('registries')
  })
  afterEach(() => {
    heard.length = 0
    return healFaults(registers.url)
  })
  afterAll(() => registers.stop())

  it('fills in what nobody types, the same at every question', async () => {
    const answer = await registries().vehicle(car)
    expect(answer).toMatchObject({ status: 'found', value: { ...car, status: '正常' } })
    expect(await registries().vehicle(car)).toEqual(answer)
  })

  it.each([
    ['京N84E28', '02'],
    ['皖AD04219', '52'],
    ['粤B12345D', '51'],
    ['沪A12345', '01'],
    ['鲁B1234挂', '15'],
    ['黑E1234学', '16'],
    ['粤Z1234港', '26'],
    ['京A1234警', '23'],
  ])('knows the vehicle and the policies of %s (kind %s)', async (plateNumber, plateKind) => {
    const plate = { plateNumber, plateKind }
    expect(await registries().vehicle(plate)).toMatchObject({ status: 'found', value: plate })

    const policies = await registries().policies(plate)
    if (policies.status !== 'found') throw new Error('no policies')
    const { validFrom, validTo } = policies.value.compulsory
    expect(validFrom <= today && today <= validTo).toBe(true)
    expect(policies.value.insurerId).toMatch(/^(PICC|PAIC|CPIC|CCIC)$/)
  })

  it('tells two vehicles apart that bear the same number under plates of different kinds', async () => {
    const blue = await registries().vehicle(small('黑E12345'))
    const yellow = await registries().vehicle({ plateNumber: '黑E12345', plateKind: '01' })
    expect(blue).not.toEqual(yellow)
  })

  it('names the keeper of a private car as its owner, and holds his licence', async () => {
    const keeper = await keeperOf(registers.url, car)
    if (!keeper) throw new Error('no keeper')
    expect(await registries().vehicle(car)).toMatchObject({ value: { ownerName: keeper.name } })
    expect(await registries().licence(keeper.licenceNumber)).toMatchObject({
      status: 'found',
      value: { holderName: keeper.name, status: 'normal' },
    })
  })

  it.each(['黑E00014', '黑EI0014', 'not a plate'])('does not know the vehicle %s', async (plateNumber) => {
    expect(await registries().vehicle(small(plateNumber))).toEqual({ status: 'not-found' })
  })

  it('finds no policies where compulsory insurance was never bought', async () => {
    expect(await registries().vehicle(small('黑E00011'))).toMatchObject({ status: 'found' })
    expect(await registries().policies(small('黑E00011'))).toEqual({ status: 'not-found' })
  })

  it('shows an expired compulsory policy with the day it ended', async () => {
    const answer = await registries().policies(small('黑E00012'))
    expect(answer.status === 'found' && answer.value.compulsory.validTo < today).toBe(true)
  })

  it('shows an expired inspection with the day it ended', async () => {
    const answer = await registries().vehicle(small('黑E00013'))
    expect(answer.status === 'found' && answer.value.inspectionValidTo < today).toBe(true)
  })

  it('shows compulsory insurance alone where no commercial cover was bought', async () => {
    expect(await registries().policies(small('黑E00015'))).toMatchObject({ value: { commercial: null } })
  })

  it.each([
    ['230699198001010010', { status: 'found', value: { status: 'revoked' } }],
    ['230699198001010029', { status: 'found', value: { status: 'suspended' } }],
    ['230699198001010037', { status: 'found', value: { status: 'expired' } }],
    ['230699198001010045', { status: 'not-found' }],
    ['230699198001010011', { status: 'not-found' }],
  ])('answers for the licence %s', async (licenceNumber, expected) => {
    expect(await registries().licence(licenceNumber)).toMatchObject(expected)
  })

  it.each<{ fault: PlantedFault; reason: RegisterDown['reason'] }>([
    { fault: { kind: 'down' }, reason: 'refused' },
    { fault: { kind: 'slow', delayMs: 60_000 }, reason: 'unreachable-or-late' },
    { fault: { kind: 'wrong-answer' }, reason: 'answer-not-understood' },
  ])('is down, and goes on, when $fault.kind strikes', async ({ fault, reason }) => {
    await plantFault(registers.url, fault)
    expect(await registries({ timeoutMs: 1_000 }).vehicle(car)).toEqual({ status: 'down' })
    expect(heard).toEqual([{ register: 'vehicles', reason }])
    expect(await registries().vehicle(car)).toMatchObject({ status: 'found' })
  })

  it('never takes the answer about one vehicle for the answer about another', async () => {
    await registries().vehicle(small('京A12345'))
    await plantFault(registers.url, { kind: 'wrong-answer', answer: 'mixed-up' })
    expect(await registries().vehicle(car)).toEqual({ status: 'down' })
    expect(heard).toEqual([{ register: 'vehicles', reason: 'answer-to-another-question' }])
  })

  it('never takes "not found" for one vehicle as "not found" for another', async () => {
    await registries().vehicle(small('黑E00014'))
    await plantFault(registers.url, { kind: 'wrong-answer', answer: 'mixed-up' })
    expect(await registries().vehicle(car)).toEqual({ status: 'down' })
  })

  it('gives answers that overtake each other to the right questions', async () => {
    await plantFault(registers.url, { kind: 'out-of-order' })
    const plates = [small('黑E11111'), small('黑E22222')]
    const answers = await Promise.all(plates.map((plate) => registries().vehicle(plate)))
    expect(answers).toMatchObject(plates.map((value) => ({ status: 'found', value })))
  })

  it('strikes one register alone when a fault names its path', async () => {
    await plantFault(registers.url, { kind: 'down', path: '/policies' })
    expect(await registries().vehicle(car)).toMatchObject({ status: 'found' })
    expect(await registries().policies(car)).toEqual({ status: 'down' })
  })

  it('does not mistake a refused token for an unknown vehicle', async () => {
    expect(await registries({ token: 'stale' }).vehicle(car)).toEqual({ status: 'down' })
  })

  it('keeps what was asked, and by which register it was answered', async () => {
    await registries().policies(small('黑E33333'))
    expect((await received(registers.url)).at(-1)).toMatchObject({
      register: 'policies',
      question: small('黑E33333'),
      status: 'found',
    })
  })
})
