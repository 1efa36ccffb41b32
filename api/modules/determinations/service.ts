/** What determinations offers to the later modules and to its own routes. */
export {
  certificatesInForce,
  findDetermination,
  getDeterminationInForce,
  issuedBySurveyors,
  lockDeterminations,
  sealedInForce,
} from './move.ts'
export { eraseDeterminations } from './erase.ts'
export { decisionSchema } from './schema.ts'
export { getCatalogue, getDetermination } from './read.ts'
export { issueDetermination, proposeShares } from './issue.ts'
export { agreedMutualClaimObstacles, weighMutualClaim } from './mutual-claim.ts'
export { askForSigningCode, refuseDetermination, signDetermination } from './sign.ts'
export { certifyAccident } from './certify.ts'
export { countersign, decideAsOfficer, replaceDetermination, withdrawDetermination } from './officer.ts'
export { noteService, receiveDocument } from './serve.ts'
export { openSignatureSheet } from './signature-sheet.ts'
export { checkDocument, compareDocument } from './public-check.ts'
export { endedStates } from './workflow.ts'
