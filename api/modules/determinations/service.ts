/** What determinations offers to the later modules and to its own routes. */
export {
  findDetermination,
  getDeterminationInForce,
  issuedBySurveyors,
  sealedInForce,
  type WholeDetermination,
} from './move.ts'
export { decisionSchema, proposalsSchema, type Decision } from './schema.ts'
export { getCatalogue, getDetermination } from './read.ts'
export { issueDetermination, proposeShares } from './issue.ts'
export { askForSigningCode, refuseDetermination, signDetermination } from './sign.ts'
export { countersign, decideAsOfficer, replaceDetermination, withdrawDetermination } from './officer.ts'
export { openSignatureSheet } from './signature-sheet.ts'
export { checkDocument, compareDocument } from './public-check.ts'
export { endedStates } from './workflow.ts'
