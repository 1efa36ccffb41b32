/** What evidence offers to its routes and to the modules after it. */
export { acknowledgeEvidence } from './acknowledge.ts'
export { lockEvidenceOf } from './change.ts'
export { erasePhotos, erasePreviews } from './erase.ts'
export { photoFlags, photosForDocument } from './for-others.ts'
export { keepEvidence } from './keep.ts'
export { openOriginal } from './original.ts'
export { getEvidence, listEvidence } from './reading.ts'
