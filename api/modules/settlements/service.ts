/** What settlements offers to its own routes; later modules hear of it by its events. */
export { listClaims, retryClaim } from './claims.ts'
export { getSettlement } from './read.ts'
