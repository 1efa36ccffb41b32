/** What retention offers to its routes. */
export { liftHold, placeHold } from './holds.ts'
export { getRetention, listDueErasures } from './read.ts'
