/** The claim intakes of several insurers: signed POST /:insurerId/claims, idempotent by Idempotency-Key. */
import { serve } from '../program/serve.ts'
import { claimIntake } from './intake.ts'

serve('insurer', claimIntake)
