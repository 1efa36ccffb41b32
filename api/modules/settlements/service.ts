/** What settlements offers to its own routes and to reviews, which otherwise hears of it by its events. */
export { listClaims, retryClaim } from './claims.ts'
export { eraseSettlements } from './erase.ts'
export { getSettlement } from './read.ts'
export { claimsSuperseded } from './superseded.ts'
