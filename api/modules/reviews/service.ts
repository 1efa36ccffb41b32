/** What reviews offers to its own routes. */
export { confirmReview, takeOverReview } from './decide.ts'
export { eraseReviews } from './erase.ts'
export { getReview, listReviews } from './read.ts'
