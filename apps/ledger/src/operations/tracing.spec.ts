import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, it } from '@jest/globals'
import { trace } from '@opentelemetry/api'
import { fastify } from 'fastify'
import { startTracing, traceRequests } from './tracing.js'

interface SentSpan {
  readonly name: string
  readonly traceId: string
  readonly parentSpanId: string
  readonly spanId: string
}

it('sends a span for every request under the traceparent of its caller, and what is done within it beneath', async () => {
  const sent: SentSpan[] = []
  const collector = createServer((request, response) => {
    void text(request).then((body) => {
      const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[] }
      sent.push(...resourceSpans.flatMap((one) => one.scopeSpans.flatMap(({ spans }) => spans)))
      response.end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = OTEL_EXPORTER_OTLP_ENDPOINT
  const stop = await startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT })
  const server = fastify()
  traceRequests(server as never)
  server.get('/v1/customers/:customer', async () => {
    trace.getTracer('test').startActiveSpan('work', (span) => span.end())
    return {}
  })
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  await server.inject({ url: '/v1/customers/ann', headers: { traceparent } })
  await server.close()
  await stop()
  collector.close()
  delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT']
  const request = sent.find(({ name }) => name === 'GET /v1/customers/:customer')
  expect(request).toMatchObject({ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', parentSpanId: '00f067aa0ba902b7' })
  expect(sent.find(({ name }) => name === 'work')).toMatchObject({ parentSpanId: request!.spanId })
  expect(JSON.stringify(sent)).not.toContain('ann')
})

it('measures nothing where no collector is named', async () => {
  const stop = await startTracing({})
  await expect(stop()).resolves.toBeUndefined()
})
