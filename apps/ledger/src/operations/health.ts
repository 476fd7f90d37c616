import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger'
import { EventStore } from '@ledger/event-sourcing'
import { views } from '@ledger/ledger'
import { Views } from '@ledger/read-store'
import type { FastifyReply } from 'fastify'
import { soon } from './soon.js'

export interface Readiness {
  readonly status: 'ready' | 'not-ready'
  /** `ok`, or what is wrong. */
  readonly checks: { readonly log: string; readonly views: string }
}

/** For whoever keeps the service running; without a token, and without a word of what is in the ledger. */
@ApiTags('Operations')
@Controller('health')
export class Health {
  constructor(
    @Inject(EventStore) private readonly events: EventStore,
    @Inject(Views) private readonly views: Views,
  ) {}

  @Get('live')
  @ApiOperation({ operationId: 'live', summary: 'The process answers' })
  @ApiOkResponse({ description: 'The answer.' })
  live(): { status: 'live' } {
    return { status: 'live' }
  }

  @Get('ready')
  @ApiOperation({ operationId: 'ready', summary: 'The log can be read and every view answers' })
  @ApiOkResponse({ description: 'The answer.' })
  @ApiResponse({ status: 503, description: 'Not now.' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const [log, views] = await Promise.all([works(this.events.head()), works(this.viewsAnswer())])
    const checks = { log, views }
    const ready = Object.values(checks).every((one) => one === 'ok')
    if (!ready) void reply.status(503).header('retry-after', '2')
    return { status: ready ? 'ready' : 'not-ready', checks }
  }

  private async viewsAnswer(): Promise<void> {
    const filling = await this.views.notReady(views)
    if (filling.length > 0) throw new Error(`being filled: ${filling.join(', ')}`)
  }
}

const works = async (check: Promise<unknown>): Promise<string> => {
  try {
    await soon(check)
    return 'ok'
  } catch (error) {
    return (error as Error).message
  }
}
