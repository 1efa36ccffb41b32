/** How every model of this process is run. */
import ort from 'onnxruntime-node'
import type { InferenceSession } from 'onnxruntime-node'

/** A session, as far as the pipeline uses it. */
export type Model = Pick<InferenceSession, 'run'>

/**
 * One thread, no arena, no spinning: children are as many as cores, and a spinning or hoarding session slows its neighbours.
 * Source: measurements of STACK.md section 9.
 */
const sessionOptions: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  enableCpuMemArena: false,
  extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
}

export function openModel(file: string): Promise<Model> {
  return ort.InferenceSession.create(file, sessionOptions)
}
