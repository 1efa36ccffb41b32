/** A child for tests of the pool: cannot start. */
import type { ChildAnswer } from '../contract.ts'

const answer: ChildAnswer = { type: 'startup-failed', message: 'no models here' }
process.send?.(answer, () => process.exit(1))
