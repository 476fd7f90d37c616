import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { Proof } from '@ledger/proof'
import { Projector } from '@ledger/read-store'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { soon } from './soon.js'
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

type ViewStatus = Awaited<ReturnType<Projector['status']>>[number]

const ofViews: readonly (readonly [name: string, help: string, value: (status: ViewStatus) => number])[] = [
  ['ledger_view_lag_events', 'Events that a view does not show yet.', ({ lag }) => lag.events],
  ['ledger_view_lag_seconds', 'Age of the oldest event that a view does not show yet.', ({ lag }) => lag.seconds],
  ['ledger_view_parked_keys', 'Keys of a view that wait for somebody to look at them.', ({ parked }) => parked],
]

/** Prometheus metrics: the process, the requests, how far every view has come, and whether checkpoints reach those who keep them. */
@ApiTags('Operations')
@Controller('metrics')
export class Metrics {
  private readonly registry = new Registry()
  private readonly readable = new Gauge({
    name: 'ledger_stores_readable',
    help: '1 where log and views can be read; at 0 nothing is said of the views.',
    registers: [this.registry],
  })
  private readonly gauges = ofViews.map(([name, help, value]) => ({
    gauge: new Gauge({ name, help, labelNames: ['view'], registers: [this.registry] }),
    value,
  }))

  private readonly failing = new Gauge({
    name: 'ledger_checkpoint_handover_failing',
    help: '1 where the last checkpoint did not reach file or webhook, or the answer was refused; only where one was tried.',
    labelNames: ['way'],
    registers: [this.registry],
  })

  constructor(
    @Inject(Projector) private readonly projector: Projector,
    @Inject(Proof) private readonly proof: Proof,
  ) {
    collectDefaultMetrics({ register: this.registry })
    this.registry.registerMetric(requests)
  }

  @Get()
  @ApiOperation({
    operationId: 'metrics',
    summary: 'Metrics of the process, the requests and the views, for Prometheus',
  })
  @ApiOkResponse({ description: 'In the text form.', content: { 'text/plain': { schema: { type: 'string' } } } })
  async read(@Res() reply: FastifyReply): Promise<void> {
    await this.lookAtViews()
    this.lookAtWitnesses()
    await reply.type(this.registry.contentType).send(await this.registry.metrics())
  }

  private lookAtWitnesses(): void {
    this.failing.reset()
    for (const { way, workedAt, failing } of this.proof.witnesses.states)
      if (workedAt !== undefined || failing) this.failing.set({ way }, failing ? 1 : 0)
  }

  /** Whoever watches wants to know of the process above all when a store is away. */
  private async lookAtViews(): Promise<void> {
    const views = await soon(this.projector.status()).catch(() => undefined)
    this.readable.set(views ? 1 : 0)
    for (const { gauge, value } of this.gauges) {
      gauge.reset()
      for (const status of views ?? []) gauge.set({ view: status.name }, value(status))
    }
  }
}
