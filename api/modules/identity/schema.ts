import { z } from 'zod'
import { staffRoleNames, type StaffRole } from '../../kernel/access/roles.ts'

/** Mainland mobile number. */
export const phone = z.string().regex(/^1[3-9]\d{9}$/, 'eleven digits of a mainland mobile number')
const code = z.string().regex(/^\d{6}$/, 'six digits')
export const districtCode = z.string().regex(/^\d{6}$/, 'six digits (GB/T 2260)')
const role = z.enum(staffRoleNames as [StaffRole, ...StaffRole[]])
const mandate = z.enum(['issue', 'countersign'])
/** At least 10 characters of at least two kinds; the service also refuses one that contains the login name. */
const newPassword = z
  .string()
  .min(10, 'at least 10 characters')
  .max(200)
  .refine((text) => /\p{L}/u.test(text) && /[^\p{L}]/u.test(text), 'letters and digits or signs')

export const askForCode = z.object({ phone }).meta({ id: 'AskForCode' })
export const codeSent = z
  .object({ expiresAt: z.iso.datetime(), resendAfterS: z.number().int() })
  .meta({ id: 'CodeSent' })

export const driverSignIn = z.object({ phone, code }).meta({ id: 'DriverSignIn' })

export const staffSignIn = z
  .object({
    loginName: z.string().min(1).max(60),
    password: z.string().min(1).max(200),
    /** Six digits of the authenticator (TOTP). */
    secondFactor: code.optional(),
    newPassword: newPassword.optional(),
  })
  .meta({ id: 'StaffSignIn' })
export type StaffSignIn = z.infer<typeof staffSignIn>

export const me = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('driver'), id: z.uuid(), phone: z.string() }),
    z.object({
      kind: z.literal('staff'),
      id: z.uuid(),
      displayName: z.string(),
      role,
      insurerId: z.string().nullable(),
      districtCodes: z.array(z.string()),
      authorisations: z.array(z.object({ id: z.string(), insurerId: z.string(), districtCode: z.string(), mandate })),
    }),
  ])
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>

/** What a staff sign-in came to: done, or what the caller must send besides. */
export const staffSignInAnswer = z
  .discriminatedUnion('status', [
    z.object({ status: z.literal('signed-in') }),
    z.object({ status: z.literal('second-factor') }),
    /** Add this to an authenticator, then send its code: the account's role requires a second factor. */
    z.object({ status: z.literal('enrol'), otpauthUri: z.string() }),
    z.object({ status: z.literal('new-password') }),
  ])
  .meta({ id: 'StaffSignInAnswer' })

/** One page of a list that is ordered by id: what stands after the `next` of the page before. */
export const page = z.object({
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
/** Accounts are ordered by login name. */
export const accountPage = page.extend({ after: z.string().max(100).optional() })

export const staffUserView = z
  .object({
    id: z.uuid(),
    loginName: z.string(),
    displayName: z.string(),
    badgeNumber: z.string().nullable(),
    role,
    unitId: z.string().nullable(),
    insurerId: z.string().nullable(),
    districtCodes: z.array(z.string()),
    /** An authenticator is enrolled. */
    secondFactor: z.boolean(),
    /** The password is one that an administrator gave out. */
    mustChangePassword: z.boolean(),
    lockedUntil: z.iso.datetime().nullable(),
    disabledAt: z.iso.datetime().nullable(),
    disabledReason: z.string().nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'StaffUser' })
export type StaffUserView = z.infer<typeof staffUserView>

export const staffUserList = z
  .object({ items: z.array(staffUserView), next: z.string().nullable() })
  .meta({ id: 'StaffUserList' })

export const createStaffUser = z
  .object({
    loginName: z.string().regex(/^[a-z][a-z0-9.-]{2,39}$/, 'lower-case letters, digits, dot, hyphen; 3 to 40'),
    displayName: z.string().trim().min(1).max(60),
    badgeNumber: z.string().max(40).nullable().default(null),
    role,
    unitId: z.uuid().nullable().default(null),
    insurerId: z.string().nullable().default(null),
    districtCodes: z.array(districtCode).max(50).default([]),
    initialPassword: newPassword,
  })
  .meta({ id: 'CreateStaffUser' })
export type CreateStaffUser = z.infer<typeof createStaffUser>

export const insurerChoice = z.object({ id: z.string(), name: z.string() }).meta({ id: 'InsurerChoice' })
export type InsurerChoice = z.infer<typeof insurerChoice>
export const insurerChoices = z.object({ items: z.array(insurerChoice) }).meta({ id: 'InsurerChoices' })

export const unitChoice = z
  .object({ id: z.uuid(), name: z.string(), districtCode: z.string() })
  .meta({ id: 'UnitChoice' })
export type UnitChoice = z.infer<typeof unitChoice>
export const unitChoices = z.object({ items: z.array(unitChoice) }).meta({ id: 'UnitChoices' })

/** As much of a surveyor as an officer needs to tell him from another. */
export const surveyorChoice = z
  .object({ id: z.uuid(), displayName: z.string(), badgeNumber: z.string().nullable(), insurerName: z.string() })
  .meta({ id: 'SurveyorChoice' })
export type SurveyorChoice = z.infer<typeof surveyorChoice>
export const surveyorChoices = z.object({ items: z.array(surveyorChoice) }).meta({ id: 'SurveyorChoices' })
/** Part of a name, badge or company; the signs that a database takes for wildcards are no part of one. */
export const surveyorSearch = z.object({
  find: z
    .string()
    .trim()
    .regex(/^[^%_\\]{1,40}$/u, 'one to 40 characters of a name, badge or company')
    .optional(),
})

export const setStaffUserEnabled = z
  .object({ enabled: z.boolean(), version: z.number().int(), reason: z.string().trim().min(3).max(500) })
  .meta({ id: 'SetStaffUserEnabled' })

/** An act on an account that needs no reason: the version looked at. */
export const onAccount = z.object({ version: z.number().int() }).meta({ id: 'OnAccount' })

/** The only answer that bears the password. */
export const passwordResetView = z
  .object({ initialPassword: z.string(), account: staffUserView })
  .meta({ id: 'PasswordReset' })
export type PasswordResetView = z.infer<typeof passwordResetView>

export const changePassword = z
  .object({ password: z.string().min(1).max(200), newPassword })
  .meta({ id: 'ChangePassword' })
export type ChangePassword = z.infer<typeof changePassword>

export const authorisationView = z
  .object({
    id: z.uuid(),
    surveyorId: z.uuid(),
    surveyorName: z.string(),
    insurerId: z.string(),
    insurerName: z.string(),
    districtCode: z.string(),
    mandate,
    validFrom: z.iso.datetime(),
    validTo: z.iso.datetime(),
    revokedAt: z.iso.datetime().nullable(),
    revokeReason: z.string().nullable(),
    state: z.enum(['future', 'in-force', 'expired', 'revoked']),
    version: z.number().int(),
  })
  .meta({ id: 'Authorisation' })
export type AuthorisationView = z.infer<typeof authorisationView>

export const authorisationList = z
  .object({ items: z.array(authorisationView), next: z.string().nullable() })
  .meta({ id: 'AuthorisationList' })

/** ISO 8601 has a year 0, PostgreSQL has none. */
const instant = z.iso.datetime().refine((text) => !text.startsWith('0000'), 'there was no year 0')

export const grantAuthorisation = z
  .object({ surveyorId: z.uuid(), districtCode, mandate, validFrom: instant, validTo: instant })
  .refine((grant) => new Date(grant.validFrom) < new Date(grant.validTo), {
    path: ['validTo'],
    message: 'must be after validFrom',
  })
  .meta({ id: 'GrantAuthorisation' })
export type GrantAuthorisation = z.infer<typeof grantAuthorisation>

export const revokeAuthorisation = z
  .object({ version: z.number().int(), reason: z.string().trim().min(3).max(500) })
  .meta({ id: 'RevokeAuthorisation' })

export const byId = z.object({ id: z.uuid() })
