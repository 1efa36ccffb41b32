/** What identity offers to the other modules and to its own routes. */
export { askForSignInCode, signInDriver } from './driver-sign-in.ts'
export { signInStaff } from './staff-sign-in.ts'
export { endSessions, findActor } from './sessions.ts'
export {
  checkOneTimeCode,
  forgetCodes,
  sendOneTimeCode,
  spendOneTimeCode,
  type OneTimeCodeTx,
} from './one-time-codes.ts'
export { changeOwnPassword } from './own-password.ts'
export { listInsurers, listSurveyors, listUnits } from './pick-lists.ts'
export { resetPassword, resetSecondFactor, unlockStaffUser } from './reset-credentials.ts'
export { createStaffUser, listStaffUsers, setStaffUserEnabled } from './staff-accounts.ts'
export { authorisedSurveyors, grantAuthorisation, listAuthorisations, revokeAuthorisation } from './authorisations.ts'
export { sealPlainAccounts } from './plain-numbers.ts'
export { renewPhoneIndexes } from './renew-indexes.ts'
export { isServed } from './units.ts'
export { setUp, setUpFile } from './set-up.ts'
export { insurerNames, knownInsurers, staffName, type PeopleTx, type StaffName } from './directory.ts'
