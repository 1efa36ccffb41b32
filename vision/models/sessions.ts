/** How every model of this process is run. */
import { readFileSync } from 'node:fs'
import ort from 'onnxruntime-node'
import type { InferenceSession } from 'onnxruntime-node'

/** A session, as far as the pipeline uses it. */
export type Model = Pick<InferenceSession, 'run'>

/**
 * One thread, no arena, no spinning: children are as many as cores, and a spinning or hoarding session slows its neighbours.
 * Source: measurements of STACK.md section 9.
 *
 * Models in bytes are computed in floats where the processor would overrun: twice the time, the same answers.
 */
const sessionOptions: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  enableCpuMemArena: false,
  extra: {
    session: {
      intra_op: { allow_spinning: '0' },
      inter_op: { allow_spinning: '0' },
      disable_quant_qdq: multipliesBytesExactly(process.arch, processorFacts()) ? '0' : '1',
    },
  },
}

/**
 * On Linux, the runtime reports what it runs to its maker over the network, and keeps a device id below the user's home, from the first
 * session of a process on, unless told not to. Nothing of a photo goes there, but nothing at all should.
 */
process.env.ORT_DISABLE_TELEMETRY ??= '1'

export function openModel(file: string): Promise<Model> {
  return ort.InferenceSession.create(file, sessionOptions)
}

/**
 * Whether products of bytes are summed in 32 bits. x64 processors before 2019 sum two of them in 16, which overruns. Source: ONNX Runtime, Quantize ONNX
 * Models, "When to use reduce-range". `facts`: what /proc/cpuinfo says.
 */
export function multipliesBytesExactly(architecture: string, facts: string): boolean {
  return architecture !== 'x64' || /\bavx(512)?_vnni\b/.test(facts)
}

/** Empty on systems that have no such file: nothing is known then. */
function processorFacts(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8')
  } catch {
    return ''
  }
}
