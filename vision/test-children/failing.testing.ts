/** A child for tests of the pool: cannot start, until its parent's environment says that what kept it from starting has passed. */
import type { ChildAnswer } from '../contract.ts'

const answer: ChildAnswer = { type: 'startup-failed', message: 'no models here' }
if (process.env.VISION_TEST_HEALED) await import('./answering.testing.ts')
else process.send?.(answer, () => process.exit(1))
