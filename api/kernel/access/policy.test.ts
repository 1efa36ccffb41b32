import { describe, expect, it } from 'vitest'
import { decide, mayEver, requireAccess, scope } from './access.ts'
import { policy, type ActionName } from './policy.ts'
import {
  staffRoleNames,
  systemActor,
  type Actor,
  type DriverActor,
  type Role,
  type StaffActor,
  type StaffRole,
} from './roles.ts'

const district = '230602'
const driver: DriverActor = { kind: 'driver', id: 'driver-1', role: 'driver', phone: '13900000000', sessionId: 's' }

/** Everybody at his widest: authorised in the district, of the insurer on the case. */
function staff(role: StaffRole, change: Partial<StaffActor> = {}): StaffActor {
  return {
    kind: 'staff',
    id: `${role}-1`,
    role,
    displayName: role,
    unitId: null,
    insurerId: 'PICC',
    districtCodes: [district],
    authorisations: [{ id: 'a', insurerId: 'PICC', districtCode: district, mandate: 'issue' }],
    sessionId: 's',
    ...change,
  }
}

/** A row that anybody who may at all would reach. */
const openRow = (actor: Actor) => ({
  id: 'row',
  role: 'surveyor',
  districtCode: district,
  state: 'deciding',
  surveyorId: actor.role === 'surveyor' ? actor.id : null,
  reporterDriverId: actor.id,
  partyDriverIds: [actor.id],
  insurerIds: ['PICC'],
  insurerId: 'PICC',
  decidedById: 'somebody',
  countersignedById: null,
})

const everybody: readonly Actor[] = [driver, systemActor, ...staffRoleNames.map((role) => staff(role))]
const police: readonly Role[] = ['officer', 'senior-officer']

/** DOMAIN.md 1.7: who may; everybody else must not. */
const matrix: Readonly<Record<string, readonly Role[]>> = {
  'accident.report': ['driver'],
  'accident.contribute': ['driver', ...police],
  'accident.add-evidence': ['driver', 'surveyor', 'auxiliary', ...police],
  'accident.withdraw': ['driver', ...police],
  'accident.hand-back': ['surveyor'],
  'accident.return-to-parties': ['surveyor', ...police],
  'accident.take-over': police,
  'accident.conclude': police,
  'accident.unmask': ['surveyor', ...police],
  'officerOrder.accept': police,
  'determination.propose': ['surveyor', ...police],
  'determination.issue': ['surveyor'],
  'determination.issue-as-officer': police,
  'determination.countersign': police,
  'determination.sign': ['driver'],
  'review.decide': police,
  'authorisation.grant': ['senior-officer'],
  'authorisation.revoke': ['senior-officer', 'security-administrator'],
  'staffUser.manage': ['security-administrator'],
  'staffUser.authorise': ['senior-officer'],
  'insurer.read': ['security-administrator', 'auditor'],
  'unit.read': ['security-administrator', 'auditor', 'senior-officer'],
  'auditEvent.read': ['auditor'],
  'platform.operate': ['system-administrator'],
}

const allActions = Object.entries(policy).flatMap(([resource, verbs]) =>
  Object.keys(verbs).map((verb) => `${resource}.${verb}` as ActionName),
)

describe('the permission matrix (DOMAIN.md 1.7)', () => {
  it.each(Object.entries(matrix))('%s is for %j and nobody else', (action, roles) => {
    const may = everybody.filter((actor) => decide(actor, action as ActionName, openRow(actor)).allowed)
    expect(may.map(({ role }) => role).sort()).toEqual([...roles].sort())
  })

  it('lets no auxiliary, clerk, dispatcher or administrator decide responsibility', () => {
    const deciding = allActions.filter(
      (action) => action.startsWith('determination.') && action !== 'determination.sign',
    )
    for (const role of [
      'auxiliary',
      'insurer-clerk',
      'insurer-administrator',
      'dispatcher',
      'system-administrator',
    ] as const) {
      expect(deciding.filter((action) => mayEver(staff(role), action))).toEqual([])
    }
  })

  it('gives the platform itself no right to act as a person', () => {
    expect(allActions.filter((action) => mayEver(systemActor, action))).toEqual([])
  })

  it('lets no role of the other services near an accident', () => {
    const strangers = ['plate-clerk', 'plate-supervisor', 'inspection-station', 'inspection-reviewer'] as const
    for (const role of strangers) expect(allActions.filter((action) => mayEver(staff(role), action))).toEqual([])
  })
})

describe('reach', () => {
  it('ends at the district for police and surveyors', () => {
    const elsewhere = { ...openRow(driver), districtCode: '230603' }
    const local = [...police, 'auxiliary', 'dispatcher', 'surveyor'] as StaffRole[]
    for (const role of local) {
      const row = { ...elsewhere, surveyorId: `${role}-1` }
      for (const action of allActions.filter((name) => name.startsWith('accident.')))
        expect([role, action, decide(staff(role), action, row).allowed]).toEqual([role, action, false])
    }
  })

  it('ends with the authorisation: a surveyor without one has nothing, not even his own cases', () => {
    const revoked = staff('surveyor', { authorisations: [] })
    const open = allActions.filter((action) => decide(revoked, action, openRow(revoked)).allowed)
    expect(open.filter((action) => !action.startsWith('authorisation.'))).toEqual([])
  })

  it('ends at another surveyor’s case', () => {
    const row = { ...openRow(driver), surveyorId: 'surveyor-2' }
    expect(
      allActions.filter((name) => name.startsWith('accident.') && decide(staff('surveyor'), name, row).allowed),
    ).toEqual([])
  })

  it('ends at the own insurer', () => {
    const row = { ...openRow(driver), insurerIds: ['PAIC'], insurerId: 'PAIC' }
    for (const role of ['insurer-clerk', 'insurer-administrator'] as const)
      expect(allActions.filter((action) => decide(staff(role), action, row).allowed)).toEqual([])
  })

  it('is nothing for an insurer’s clerk whose account names no insurer', () => {
    const nobody = staff('insurer-clerk', { insurerId: null })
    expect(decide(nobody, 'accident.read', { ...openRow(driver), insurerIds: [] }).allowed).toBe(false)
    expect(decide(nobody, 'claim.read', { insurerId: null }).allowed).toBe(false)
  })

  it('keeps a driver to cases that he is a party of, and withdrawal to the reporter', () => {
    const joined = { ...openRow(driver), reporterDriverId: 'driver-2' }
    expect(decide(driver, 'accident.contribute', joined).allowed).toBe(true)
    expect(decide(driver, 'accident.withdraw', joined).allowed).toBe(false)
    expect(decide(driver, 'accident.read', { ...joined, partyDriverIds: ['driver-2'] }).allowed).toBe(false)
  })

  it('lets no surveyor take a case back from an officer', () => {
    const withOfficer = { ...openRow(staff('surveyor')), state: 'with-officer' }
    expect(decide(staff('surveyor'), 'accident.return-to-parties', withOfficer).allowed).toBe(false)
    expect(decide(staff('officer'), 'accident.return-to-parties', withOfficer).allowed).toBe(true)
  })

  it('lets nobody review what he decided or countersigned', () => {
    const officer = staff('officer')
    const row = { districtCode: district, decidedById: 'surveyor-1', countersignedById: null }
    expect(decide(officer, 'review.decide', row).allowed).toBe(true)
    expect(decide(officer, 'review.decide', { ...row, decidedById: officer.id }).allowed).toBe(false)
    expect(decide(officer, 'review.decide', { ...row, countersignedById: officer.id }).allowed).toBe(false)
  })

  it('lets no security administrator manage himself', () => {
    expect(
      decide(staff('security-administrator'), 'staffUser.manage', { id: 'security-administrator-1' }).allowed,
    ).toBe(false)
  })
})

describe('requireAccess', () => {
  it('tells whoever may not read a row that there is none, and the rest that they may not', () => {
    const row = openRow(driver)
    const stranger = { ...driver, id: 'driver-2' }
    expect(() => requireAccess(stranger, 'accident.contribute', row, 'accident.read')).toThrow('not-found')
    expect(() => requireAccess(staff('auxiliary'), 'accident.contribute', row, 'accident.read')).toThrow('forbidden')
  })

  it('lists nothing for a role that is not named', () => {
    expect(scope(staff('plate-clerk'), 'accident.read')).toEqual({ id: { in: [] } })
  })
})
