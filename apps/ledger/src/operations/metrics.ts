import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { Projector } from '@ledger/read-store'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const durations = {
  name: 'ledger_http_request_duration_seconds',
  help: 'Requests by method, route and status.',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
}
const requests = new Histogram({ ...durations, registers: [] })

/** Times every request; by route, never by address, so that ids make no series of their own. */
export function measureRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
  })
}

/** Prometheus metrics: the process, the requests, and how far every view has come. */
@ApiTags('Operations')
@Controller('metrics')
export class Metrics {
  private readonly registry = new Registry()

  constructor(@Inject(Projector) projector: Projector) {
    collectDefaultMetrics({ register: this.registry })
    this.registry.registerMetric(requests)
    this.gauge('ledger_view_lag_events', 'Events that a view does not show yet.', projector, ({ lag }) => lag.events)
    this.gauge(
      'ledger_view_lag_seconds',
      'Age of the oldest event that a view does not show yet.',
      projector,
      ({ lag }) => lag.seconds,
    )
    this.gauge(
      'ledger_view_parked_keys',
      'Keys of a view that wait for somebody to look at them.',
      projector,
      ({ parked }) => parked,
    )
  }

  @Get()
  @ApiOperation({
    operationId: 'metrics',
    summary: 'Metrics of the process, the requests and the views, for Prometheus',
  })
  @ApiOkResponse({ description: 'In the text form.', content: { 'text/plain': { schema: { type: 'string' } } } })
  async read(@Res() reply: FastifyReply): Promise<void> {
    await reply.type(this.registry.contentType).send(await this.registry.metrics())
  }

  private gauge(name: string, help: string, projector: Projector, value: (status: ViewStatus) => number): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames: ['view'],
      registers: [this.registry],
      collect: async () => {
        for (const status of await projector.status()) gauge.set({ view: status.name }, value(status))
      },
    })
  }
}

type ViewStatus = Awaited<ReturnType<Projector['status']>>[number]
