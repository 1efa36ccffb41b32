import { describe, expect, it } from 'vitest'
import type { Party, Vehicle } from '../../generated/prisma/client.ts'
import type { InsurancePolicies } from '../../kernel/ports.ts'
import type { CaseFile } from '../accidents/service.ts'
import { sidesToSettle } from './settled-sides.ts'

const inForce = { validFrom: '2026-01-01', validTo: '2026-12-31' }
const lastYear = { validFrom: '2025-01-01', validTo: '2025-12-31' }
const insured: InsurancePolicies = {
  insurerId: 'PICC',
  compulsory: { number: 'PDZA1', ...inForce },
  commercial: { number: 'PDAA1', ...inForce, thirdPartySumCents: 100_000_000, ownDamage: true },
}

function settleOne(vehicle: Partial<Vehicle>, party: Partial<Party> = {}, connected = ['PICC']) {
  // 00:30 on 31 December in Shanghai: the day of the accident is the local one.
  const accident = { occurredAt: new Date('2026-12-30T16:30:00Z') }
  const file = {
    accident,
    vehicles: [
      { side: 'A', plateNumber: '黑E00001', plateKind: '02', registryState: 'found', policies: null, ...vehicle },
    ],
    parties: [{ side: 'A', lossCents: 300_000, licenceState: 'normal', ...party }],
  } as unknown as CaseFile
  const [side] = sidesToSettle(file, new Map([['A', { kind: 'full', percent: 100 }]]), connected)
  if (!side) throw new Error('no side')
  return side
}

const noted = ({ settled }: ReturnType<typeof settleOne>) => settled.notes.map(({ en }) => en.split(':')[0])

describe('a side to settle', () => {
  it('takes covers from the policies in force on the day of the accident', () => {
    const { party, settled } = settleOne({ policies: { ...insured } })
    expect(settled).toMatchObject({
      insurerId: 'PICC',
      liability: 'full',
      sharePercent: 100,
      lossStated: true,
      notes: [],
    })
    expect(party).toMatchObject({ compulsory: 'insured', thirdParty: { sumInsuredCents: 100_000_000 } })
    expect(party.ownDamage).not.toBeNull()
  })

  it('takes an unstated loss as nothing, and says that it is to be assessed', () => {
    const side = settleOne({ policies: { ...insured } }, { lossCents: null })
    expect(side.settled).toMatchObject({ lossCents: 0, lossStated: false })
    expect(noted(side)).toEqual(['loss to be assessed'])
  })

  it('does not tell an insurer whose policies have all run out', () => {
    const old = { ...insured, compulsory: { number: 'X', ...lastYear }, commercial: null }
    const side = settleOne({ policies: old })
    expect(side.settled.insurerId).toBeNull()
    expect(side.party.compulsory).toBe('missing')
    expect(noted(side)).toEqual(['insurer not known', 'no compulsory insurance in force on the day'])
  })

  it('tells an insurer whose commercial policy alone is in force', () => {
    const side = settleOne({ policies: { ...insured, compulsory: { number: 'X', ...lastYear } } })
    expect(side.settled.insurerId).toBe('PICC')
    expect(side.party.compulsory).toBe('missing')
  })

  it('counts an insurer that the city does not work with as unknown', () => {
    expect(settleOne({ policies: { ...insured } }, {}, []).settled.insurerId).toBeNull()
  })

  it.each(['down', 'pending'])('supposes compulsory insurance while the register is %s', (registryState) => {
    const side = settleOne({ registryState })
    expect(side.party.compulsory).toBe('insured')
    expect(side.settled.insurerId).toBeNull()
  })

  it('knows that a vehicle without policies in the register is not insured', () => {
    expect(settleOne({ registryState: 'found' }).party.compulsory).toBe('missing')
  })

  it.each(['revoked', 'suspended'])(
    'excludes compulsory insurance for a driver whose licence is %s',
    (licenceState) => {
      expect(settleOne({ policies: { ...insured } }, { licenceState }).party.compulsory).toBe('excluded')
    },
  )
})
