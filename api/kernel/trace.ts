import { context, propagation, SpanStatusCode, trace, type Span, type SpanKind } from '@opentelemetry/api'

/**
 * One act followed through all processes: from the request over the outbox and the queue to the job. Without an exporter (tracing.ts) all of
 * this does nothing. Names and ids only, nothing personal.
 */

const tracer = () => trace.getTracer('kuaichu')

/** The field of an event's or a job's payload that says what it follows from. */
export const traceField = 'traceparent'

/** What runs now, as W3C's `traceparent`; undefined where nobody follows it. */
export function currentTrace(): string | undefined {
  const carrier: Record<string, string> = {}
  propagation.inject(context.active(), carrier)
  return carrier[traceField]
}

/** Does the work as a step of the trace that runs, or of the one that `from` names. Its failure is the step's. */
export async function traced<T>(
  name: string,
  options: { kind?: SpanKind; from?: string; attributes?: Record<string, string | number> },
  work: (step: Span) => Promise<T>,
): Promise<T> {
  const { kind, from, attributes } = options
  const parent = from === undefined ? context.active() : propagation.extract(context.active(), { [traceField]: from })
  return tracer().startActiveSpan(name, { kind, attributes }, parent, async (step) => {
    try {
      return await work(step)
    } catch (error) {
      // The kind only: a message may quote what people entered.
      step.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : typeof error })
      throw error
    } finally {
      step.end()
    }
  })
}

/** For a log line: which trace it belongs to. */
export function traceOfLine(): { traceId?: string } {
  const step = trace.getActiveSpan()
  return step ? { traceId: step.spanContext().traceId } : {}
}
