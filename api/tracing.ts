import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'

/**
 * Sends traces to the collector of OTEL_EXPORTER_OTLP_ENDPOINT. How many of them: OTEL_TRACES_SAMPLER and OTEL_TRACES_SAMPLER_ARG, as
 * OpenTelemetry defines them (all by default).
 */
export function startTracing(role: string): { stop(): Promise<void> } {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `kuaichu-${role}`, 'service.namespace': 'kuaichu' }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  provider.register()
  // A collector that is away must not hold up the end.
  return { stop: () => provider.shutdown().catch(() => undefined) }
}
