import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { reported } from '../support/cases.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

const spans = new InMemorySpanExporter()
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] })

let platform: TestPlatform
beforeAll(async () => {
  provider.register()
  platform = await startTestPlatform()
})
afterAll(async () => {
  await platform.stop()
  await provider.shutdown()
})

it('follows a report from the request over the outbox and the queue to the jobs it causes', async () => {
  const driver = await platform.driver('13900000077')
  spans.reset()
  const { id } = await reported(driver)
  await platform.idle()
  await provider.forceFlush()
  const done = spans.getFinishedSpans()
  const request = done.find(({ name }) => name === 'POST /api/accidents')
  expect(request?.attributes).toMatchObject({ 'http.route': '/api/accidents', 'http.response.status_code': 201 })
  const jobs = done.filter(({ name }) => name === 'job fill-vehicle')
  expect(jobs).toHaveLength(2)
  for (const job of jobs) {
    expect(job.spanContext().traceId).toBe(request?.spanContext().traceId)
    expect(job.attributes).toMatchObject({ accidentId: id })
    expect(job.attributes).not.toHaveProperty('traceparent')
  }
  expect(JSON.stringify(done.map(({ name, attributes }) => [name, attributes]))).not.toMatch(/黑E0000|13900000077/)
})
