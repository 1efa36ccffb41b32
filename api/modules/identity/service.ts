/** What identity offers to the other modules and to its own routes. */
export { askForSignInCode, signInDriver } from './driver-sign-in.ts'
export { signInStaff } from './staff-sign-in.ts'
export { endSessions, findActor } from './sessions.ts'
export { sendOneTimeCode, useOneTimeCode } from './one-time-codes.ts'
export { createStaffUser, listStaffUsers, setStaffUserEnabled } from './staff-accounts.ts'
export { grantAuthorisation, listAuthorisations, revokeAuthorisation } from './authorisations.ts'
export { isServed } from './units.ts'
export { setUp, setUpFile, type SetUpFile } from './set-up.ts'
