import { expect, it } from 'vitest'
import type { Accident } from '../../generated/prisma/client.ts'
import type { DriverActor, StaffActor } from '../../kernel/access/roles.ts'
import { mayLookAt } from './views.ts'

const accident = { districtCode: '230602', surveyorId: null, state: 'deciding' } as Accident
const licence = { shot: 'driving-licence', uploaderId: 'driver-a' }
const driver = (id: string): DriverActor => ({ kind: 'driver', id, role: 'driver', phone: '', sessionId: '' })
const staff = (role: StaffActor['role']): StaffActor => ({
  kind: 'staff',
  id: 'staff',
  role,
  displayName: '',
  unitId: null,
  insurerId: null,
  districtCodes: ['230602'],
  authorisations: [],
  sessionId: '',
})

it('a photographed licence is shown to whoever took it and to the police, not to the other party or an insurer', () => {
  const may = [driver('driver-a'), staff('officer'), driver('driver-b'), staff('insurer-clerk'), staff('dispatcher')]
  expect(may.map((actor) => mayLookAt(actor, accident, licence))).toEqual([true, true, false, false, false])
})

it('a photo of the scene is shown to everybody who may read the case', () => {
  expect(mayLookAt(driver('driver-b'), accident, { ...licence, shot: 'front-overview' })).toBe(true)
})
