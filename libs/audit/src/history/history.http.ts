import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger'
import { Codec, EventStore } from '@ledger/event-sourcing'
import {
  Asked,
  ExportableResponse,
  exportType,
  fromMoment,
  KNOWN_PARAMETERS,
  knownAsked,
  KnownQuestion,
  limitOf,
  pathIds,
  positionOf,
  problem,
  ProblemResponses,
  queryOf,
  sendExport,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { LogPlaces, Proof } from '@ledger/proof'
import { Views } from '@ledger/read-store'
import { Vantages } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import { HISTORY_PARAMETERS, upTo, wantedOf } from './asked.js'
import { causesOf } from './causes.js'
import type { Causes } from './causes.js'
import { historyColumns } from './columns.js'
import { historyOf, isKnown, pageOf } from './reading.js'
import type { HistoryParts, Wanted } from './reading.js'
import { SUBJECTS } from './subject.js'
import { Telling } from './telling.js'
import type { HistoryItem } from './telling.js'

const Parameter = (name: string, description: string, schema: object = { type: 'string' }) =>
  ApiQuery({ name, required: false, schema, description })

@ApiTags('Audit')
@ApiBearerAuth()
@Controller('v1/audit/history')
export class HistoryController {
  private readonly parts: HistoryParts

  constructor(
    @Inject(EventStore) private readonly events: EventStore,
    @Inject(Codec) codec: Codec,
    @Inject(Proof) proof: Proof,
    @Inject(Vantages) private readonly vantages: Vantages,
    @Inject(Views) views: Views,
  ) {
    this.parts = { events, codec, views, places: new LogPlaces(events, proof.tiles) }
  }

  @Get()
  @ApiOperation({
    operationId: 'listHistory',
    summary: 'What was recorded of a subject, or at all: who, when, why, on whose approval, caused by what (Z06)',
  })
  @Parameter('subject', `${SUBJECTS}; the whole log where nothing is said.`)
  @Parameter('with', 'Of a campaign: the ways of its participants, too.', { type: 'string', enum: ['participants'] })
  @Parameter('type', 'Kinds of events, such as CampaignApproved; several parted by commas.')
  @Parameter('who', 'Who brought it about, as their token names them.')
  @Parameter('recordedFrom', 'Recorded at this moment or later.', { type: 'string', format: 'date-time' })
  @Parameter('recordedTo', 'Recorded at this moment or before.', { type: 'string', format: 'date-time' })
  @Parameter('afterPosition', 'Behind this position of the log.', { type: 'integer', minimum: 0 })
  @Parameter('toPosition', 'Up to this position, and including it.', { type: 'integer', minimum: 0 })
  @Parameter('occurredAfter', 'Happened later than this moment.', { type: 'string', format: 'date-time' })
  @Parameter('occurredBy', 'Happened by this moment.', { type: 'string', format: 'date-time' })
  @KnownQuestion()
  @Parameter('order', 'By the place in the log.', { type: 'string', enum: ['oldest', 'newest'], default: 'oldest' })
  @Parameter('limit', 'Of a page.', { type: 'integer', minimum: 1, maximum: 1000, default: 50 })
  @Parameter('next', '`next` of the page before.')
  @ExportableResponse(
    'A page as JSON; the whole as text/csv or application/x-ndjson. What is rare is looked for in stretches of the log: a page can hold less than was asked for, or nothing, and still have a `next`.',
  )
  @ProblemResponses([400, 401, 404, 503])
  async list(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, [...HISTORY_PARAMETERS, ...KNOWN_PARAMETERS, 'limit'])
    const [asked, limit] = [wantedOf(query), limitOf(query.limit)]
    await this.refuseUnknown(asked, query.subject)
    await fromMoment(this.vantages, knownAsked(query), undefined, reply, async ({ moment }) => {
      const wanted = upTo(moment?.knownAtPosition, asked)
      const type = exportType(request)
      if (type) return sendExport(reply, type, 'history', this.told(wanted), historyColumns)
      await reply.send(await this.page(wanted, limit))
    })
  }

  @Get(':position/causes')
  @ApiOperation({
    operationId: 'getCauses',
    summary: 'Why an event happened, up to the request, and what it brought about (Z06)',
  })
  @ApiParam({ name: 'position', schema: { type: 'integer' } })
  @Parameter('after', '`next` of the page before: what else it brought about.')
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 404, 503])
  async causes(@Asked() request: AuthenticatedRequest): Promise<Causes> {
    const { after } = queryOf(request, ['after'])
    const position = positionOf(pathIds(request).position, 'position', 'path')!
    for await (const event of this.events.readAll({ from: position, limit: 1 }))
      if (event.position === position) return causesOf(this.parts, event, positionOf(after, 'after'))
    throw problem(404, 'event-unknown', 'There is no event at this position')
  }

  private told(wanted: Wanted): AsyncIterable<HistoryItem> {
    return new Telling(this.parts).told(historyOf(this.parts, wanted))
  }

  private async page(wanted: Wanted, limit: number): Promise<{ items: readonly HistoryItem[]; next?: string }> {
    const { events, next } = await pageOf(this.parts, wanted, limit)
    const items = await new Telling(this.parts).items(events)
    return { items, ...(next === undefined ? {} : { next: String(next) }) }
  }

  private async refuseUnknown({ subject }: Wanted, name: string | undefined): Promise<void> {
    if (subject?.unknown === undefined || (await isKnown(this.parts, subject))) return
    throw problem(404, subject.unknown, `Nothing is known of ${name}`)
  }
}
