import type { Job } from '../../kernel/jobs.ts'
import { assessEvidence } from './assess.ts'
import { derivePreview } from './preview.ts'

/**
 * Photo -> facts -> verdict. A driver stands and waits for it: before everything else. Tried six times over some four minutes, as long as a worker host
 * or the database may take to come back; what a photo does to its child process is vision's own affair and no failure here.
 */
const assess: Job = {
  name: 'assess-evidence',
  lane: 'assessment',
  on: ['evidence.received'],
  priority: 0,
  maxAttempts: 6,
  keyField: 'id',
  run: (ctx, { id = '' }, { last }) => assessEvidence(ctx, id, { last }),
}

/**
 * The copy that is shown to others. Nobody waits for it (the phone shows its own photo, a document makes what it lacks), so it stands behind everything
 * that moves a case: six of them for each case, in the same line as its review, kept cases open in a busy hour. Object storage may be away for hours.
 */
const derive: Job = {
  name: 'derive-preview',
  lane: 'documents',
  on: ['evidence.assessed'],
  priority: 20,
  maxAttempts: 10,
  keyField: 'id',
  run: (ctx, { id = '' }) => derivePreview(ctx, id),
}

export const evidenceJobs: readonly Job[] = [assess, derive]
