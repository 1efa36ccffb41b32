import { describe, expect, it } from 'vitest'
import type { Claim } from '../../generated/prisma/client.ts'
import { staffRoleNames, type Actor, type StaffRole } from '../../kernel/access/roles.ts'
import type { SettledSide } from './settled-sides.ts'
import { mayRetry, sidesShownTo } from './visibility.ts'

const staff = (role: StaffRole, insurerId: string | null = null): Actor => ({
  kind: 'staff',
  id: 'staff-1',
  role,
  displayName: '',
  unitId: null,
  insurerId,
  districtCodes: ['230602'],
  authorisations: [],
  sessionId: 's',
})
const driver = (id: string): Actor => ({ kind: 'driver', id, role: 'driver', phone: '13800000000', sessionId: 's' })

const sides = [
  { side: 'A', insurerId: 'PICC' },
  { side: 'B', insurerId: 'PAIC' },
] as SettledSide[]
const parties = [
  { side: 'A', driverId: 'driver-a' },
  { side: 'B', driverId: null },
]
const shown = (actor: Actor) => {
  const found = sidesShownTo(actor, sides, parties)
  return found && [...found]
}

describe('whose money one may see', () => {
  it('a party: its own', () => {
    expect(shown(driver('driver-a'))).toEqual(['A'])
    expect(shown(driver('driver-x'))).toEqual([])
  })
  it.each(['surveyor', 'insurer-clerk', 'insurer-administrator'] as const)('%s: of the own company only', (role) => {
    expect(shown(staff(role, 'PAIC'))).toEqual(['B'])
    expect(shown(staff(role, 'CPIC'))).toEqual([])
    expect(shown(staff(role))).toEqual([])
  })
  it.each(['officer', 'senior-officer', 'auditor'] as const)('%s: all', (role) => {
    expect(shown(staff(role))).toEqual(['A', 'B'])
  })
  it('everybody else on the staff: none of it', () => {
    const others = staffRoleNames.filter((role) => shown(staff(role, 'PICC')) === null)
    expect(others).toContain('auxiliary')
    expect(others).toContain('dispatcher')
    expect(others).toHaveLength(staffRoleNames.length - 6)
  })
})

describe('who sends a refused claim again', () => {
  const claim = { insurerId: 'PICC', districtCode: '230602' } as Claim
  it('the insurer’s own clerk and the officers of the district', () => {
    const may = staffRoleNames.filter((role) => mayRetry(staff(role, 'PICC'), claim))
    expect(may).toEqual(['insurer-clerk', 'officer', 'senior-officer'])
  })
  it('not the clerk of another insurer, not the officer of another district', () => {
    expect(mayRetry(staff('insurer-clerk', 'PAIC'), claim)).toBe(false)
    expect(mayRetry(staff('officer'), { ...claim, districtCode: '230603' })).toBe(false)
  })
})
