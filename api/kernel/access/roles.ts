/** Everybody who acts through Kuaichu. The Chinese term of each is what the portals show. */
export const staffRoles = {
  surveyor: { zh: '查勘员', en: 'Surveyor' },
  'insurer-clerk': { zh: '理赔员', en: 'Insurer clerk' },
  'insurer-administrator': { zh: '保险公司管理员', en: 'Insurer administrator' },
  auxiliary: { zh: '辅警', en: 'Auxiliary' },
  officer: { zh: '民警', en: 'Officer' },
  'senior-officer': { zh: '中队领导', en: 'Senior officer' },
  dispatcher: { zh: '指挥调度员', en: 'Dispatcher' },
  'plate-clerk': { zh: '牌证发放员', en: 'Plate clerk' },
  'plate-supervisor': { zh: '牌证主管', en: 'Plate supervisor' },
  'inspection-station': { zh: '检验机构', en: 'Inspection station' },
  'inspection-reviewer': { zh: '检验审核员', en: 'Inspection reviewer' },
  auditor: { zh: '审计员', en: 'Auditor' },
  'security-administrator': { zh: '安全管理员', en: 'Security administrator' },
  'system-administrator': { zh: '系统管理员', en: 'System administrator' },
} as const

export type StaffRole = keyof typeof staffRoles
export type Role = StaffRole | 'driver' | 'witness' | 'system'

export const staffRoleNames = Object.keys(staffRoles) as readonly StaffRole[]

/** How far a surveyor may act: granted by the police, from-to, revocable at once. */
export interface GrantedAuthorisation {
  readonly id: string
  readonly insurerId: string
  readonly districtCode: string
  readonly mandate: 'issue' | 'countersign'
}

/** Who acts. Built from the session at each request, so that what was revoked a moment ago is gone. */
export type Actor = StaffActor | DriverActor | SystemActor

export interface StaffActor {
  readonly kind: 'staff'
  readonly id: string
  readonly role: StaffRole
  readonly displayName: string
  readonly unitId: string | null
  readonly insurerId: string | null
  readonly districtCodes: readonly string[]
  /** Only those in force now. */
  readonly authorisations: readonly GrantedAuthorisation[]
  readonly sessionId: string
}

export interface DriverActor {
  readonly kind: 'driver'
  readonly id: string
  readonly role: 'driver'
  readonly phone: string
  readonly sessionId: string
}

/** The platform itself: relay, sweeps, workers. */
export interface SystemActor {
  readonly kind: 'system'
  readonly id: null
  readonly role: 'system'
}

export const systemActor: SystemActor = { kind: 'system', id: null, role: 'system' }
