import { setMaxListeners } from 'node:events'
import { Controller, Get, Inject, Res } from '@nestjs/common'
import type { OnModuleDestroy } from '@nestjs/common'
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger'
import { EventStore } from '@ledger/event-sourcing'
import type { EventFilter } from '@ledger/event-sourcing'
import { Asked, invalid, limitOf, pathIds, positionOf, problem, ProblemResponses, queryOf } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import type { FastifyReply } from 'fastify'
import { cloudEvent } from './cloud-event.js'
import { tell } from './feed-reader.js'

const HEARTBEAT_MS = 15_000

@ApiTags('Events')
@ApiBearerAuth()
@Controller('v1')
export class LiveFeed implements OnModuleDestroy {
  private readonly ending = new AbortController()

  constructor(@Inject(EventStore) private readonly events: EventStore) {
    // Every reader listens to it.
    setMaxListeners(0, this.ending.signal)
  }

  /** Readers are let go in order before the service ends. */
  onModuleDestroy(): void {
    this.ending.abort()
  }

  @Get('events')
  @ApiOperation({
    operationId: 'readEvents',
    summary: 'The log as CloudEvents: a page, or (Accept: text/event-stream) the live feed (I13, Z06)',
  })
  @ApiQuery({
    name: 'after',
    required: false,
    schema: { type: 'integer' },
    description: 'Only what lies after this position. The live feed begins now where nothing is said; 0 is the start.',
  })
  @ApiQuery({
    name: 'limit',
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: 1000, default: 50 },
    description: 'Of a page.',
  })
  @ApiQuery({
    name: 'streams',
    required: false,
    schema: { type: 'string' },
    description: 'Beginnings of stream names, parted by commas: campaign-,desk-',
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The position of the last event that was received.',
  })
  @ApiOkResponse({
    description: 'A page as JSON, or the live feed.',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @ProblemResponses([400, 401, 404, 503])
  async read(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, ['after', 'limit', 'streams'])
    const filter = filterOf(query.streams)
    const after = positionOf(query.after, 'after')
    if ((request.headers.accept ?? '').includes('text/event-stream')) {
      const last = positionOf(request.headers['last-event-id'] as string | undefined, 'Last-Event-ID')
      return this.feed(reply, last ?? after ?? (await this.events.head()), filter)
    }
    const limit = limitOf(query.limit)
    await reply.send(await this.page(after ?? 0, limit, filter))
  }

  @Get('events/:position')
  @ApiOperation({ operationId: 'readEvent', summary: 'One event, by its position' })
  @ApiParam({ name: 'position', schema: { type: 'integer' } })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 404, 503])
  async one(@Asked() request: AuthenticatedRequest): Promise<object> {
    queryOf(request, [])
    const position = positionOf(pathIds(request).position, 'position', 'path')!
    for await (const event of this.events.readAll({ from: position, limit: 1 })) {
      if (event.position === position) return cloudEvent(event)
    }
    throw problem(404, 'event-unknown', 'There is no event at this position')
  }

  private async page(after: number, limit: number, filter: EventFilter | undefined): Promise<object> {
    const items: ReturnType<typeof cloudEvent>[] = []
    // Reading includes its start, so one more is read than is wanted.
    for await (const event of this.events.readAll({ from: after, limit: limit + 1, ...(filter ? { filter } : {}) })) {
      if (event.position > after && items.length < limit) items.push(cloudEvent(event))
    }
    const last = items.at(-1)
    return last && items.length === limit ? { items, next: String(last.position) } : { items }
  }

  /** To the end of what is asked for: a reading that is left in the middle stays open on the server. */
  private async look(position: number): Promise<void> {
    for await (const _ of this.events.readAll({ from: position, limit: 1 })) return
  }

  private async feed(reply: FastifyReply, after: number | undefined, filter: EventFilter | undefined): Promise<void> {
    // A position that the store does not know is refused while an answer can still say so.
    if (after) await this.look(after)
    reply.hijack()
    const { raw } = reply
    const gone = new AbortController()
    const leave = () => gone.abort()
    raw.on('close', leave)
    this.ending.signal.addEventListener('abort', leave)
    if (this.ending.signal.aborted) leave()
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    raw.write('retry: 2000\n\n')
    const heartbeat = setInterval(() => raw.writableNeedDrain || raw.write(': still here\n\n'), HEARTBEAT_MS)
    try {
      await tell(raw, this.events, { after, signal: gone.signal, ...(filter ? { filter } : {}) })
    } catch (error) {
      // The reader comes back by itself, with Last-Event-ID, as the protocol has it.
      if (!gone.signal.aborted) reply.log.warn({ err: error }, 'live feed ended')
    } finally {
      clearInterval(heartbeat)
      this.ending.signal.removeEventListener('abort', leave)
      raw.end()
    }
  }
}

function filterOf(streams: string | undefined): EventFilter | undefined {
  if (streams === undefined) return undefined
  const streamPrefixes = streams.split(',')
  if (streamPrefixes.some((one) => one === '') || streamPrefixes.length > 20) {
    throw invalid(
      [{ field: 'streams', message: 'must be 1 to 20 beginnings of stream names, parted by commas' }],
      'query',
    )
  }
  return { streamPrefixes }
}
