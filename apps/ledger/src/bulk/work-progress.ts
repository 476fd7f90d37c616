import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common'
import type { OnModuleDestroy } from '@nestjs/common'
import {
  ApiBearerAuth,
  ApiBody,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger'
import { Reason } from '@ledger/fields'
import {
  Asked,
  ExportableResponse,
  exportType,
  fromMoment,
  limitOf,
  MOMENT_PARAMETERS,
  momentAsked,
  momentOf,
  MomentQuestion,
  needs,
  pathIds,
  positionOf,
  problem,
  ProblemResponses,
  queryOf,
  RevisionQuestion,
  sendExport,
  validated,
  waitAsked,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Vantages } from '@ledger/time-travel'
import type { Moment } from '@ledger/time-travel'
import { progressOf, Work, WorkDesk } from '@ledger/work'
import type { Progress, RefusedItem } from '@ledger/work'
import type { FastifyReply } from 'fastify'

class CancelWork {
  @Reason({ optional: true })
  reason?: string
}

/** A bulk request that was accepted, and how far it has come. */
export type WorkAnswer = Progress & { readonly work: string }

/** The same, with the moment that it speaks of where that is not today. */
export type ProgressThen = Progress & { readonly moment?: Moment }

const columns = {
  index: (one: RefusedItem) => one.index,
  id: (one: RefusedItem) => one.id,
  code: (one: RefusedItem) => one.code,
}

/** Long work: how far it is, what was refused on the way, and a way to stop it. */
@ApiTags('Work')
@ApiBearerAuth()
@Controller('v1/work')
export class WorkProgress implements OnModuleDestroy {
  constructor(
    @Inject(WorkDesk) private readonly work: WorkDesk,
    @Inject(Vantages) private readonly vantages: Vantages,
  ) {}

  /** Who prefers to wait for the end of a work is answered before the service ends. */
  onModuleDestroy(): void {
    this.work.release()
  }

  @Get(':work')
  @ApiOperation({ operationId: 'getWork', summary: 'How far a bulk request has come' })
  @ApiParam({ name: 'work', type: String })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: 'wait=30: answer when it is finished, after 30 seconds at the latest.',
  })
  @MomentQuestion()
  @RevisionQuestion()
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 404, 503])
  async get(
    @Asked() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProgressThen> {
    const work = pathIds(request).work!
    const asked = momentAsked(queryOf(request, ['revision', ...MOMENT_PARAMETERS]), Work.stream({ work }))
    return fromMoment(this.vantages, asked, undefined, reply, async ({ states, ...vantage }) => {
      const known = progressOf((await states.current(Work, { work })).state)
      if (!known) throw unknown()
      // Of what was, nobody waits for the end.
      const ended = vantage.moment ? undefined : await waited(this.work, work, request)
      return { ...(ended ?? known), ...momentOf(vantage) }
    })
  }

  @Get(':work/refusals')
  @ApiOperation({ operationId: 'listRefusals', summary: 'The items that the rules refused, with the code of each' })
  @ApiParam({ name: 'work', type: String })
  @ApiQuery({ name: 'after', required: false, schema: { type: 'integer' }, description: '`next` of the page before.' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1000, default: 50 } })
  @ExportableResponse('A page as JSON; all of them as text/csv or application/x-ndjson.')
  @ProblemResponses([400, 401, 404, 503])
  async refusals(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, ['after', 'limit'])
    const [after, limit] = [positionOf(query.after, 'after'), limitOf(query.limit)]
    const work = pathIds(request).work!
    await this.known(work)
    const type = exportType(request)
    if (type) return sendExport(reply, type, 'refusals', this.work.allRefusals(work), columns)
    await reply.send(await this.work.refusals(work, after, limit))
  }

  @Post(':work/cancel')
  @HttpCode(200)
  @needs('command')
  @ApiOperation({ operationId: 'cancelWork', summary: 'Stop after the chunk under way; what is done stays done' })
  @ApiParam({ name: 'work', type: String })
  @ApiBody({ type: CancelWork, required: false })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 403, 404, 413, 415, 503])
  async cancel(@Asked() request: AuthenticatedRequest): Promise<Progress> {
    const { reason } = validated(CancelWork, request.body ?? {})
    const work = pathIds(request).work!
    await this.known(work)
    await this.work.cancel(work, request.requester!.actor, reason)
    return this.known(work)
  }

  private async known(work: string): Promise<Progress> {
    const progress = await this.work.progress(work)
    if (!progress) throw unknown()
    return progress
  }
}

const unknown = () => problem(404, 'work-unknown', 'There is no such work')

/** Answers a bulk request: 202 with where to look; 200 where the caller prefers to wait and it is finished by then. */
export async function sendWork(
  desk: WorkDesk,
  work: string,
  request: AuthenticatedRequest,
  reply: FastifyReply,
): Promise<void> {
  const progress = (await waited(desk, work, request)) ?? (await desk.progress(work))!
  const finished = progress.phase !== 'running'
  void reply.status(finished ? 200 : 202).header('location', `/v1/work/${work}`)
  await reply.send({ work, ...progress } satisfies WorkAnswer)
}

async function waited(desk: WorkDesk, work: string, request: AuthenticatedRequest) {
  const wait = waitAsked(request)
  return wait === undefined ? undefined : desk.waitFor(work, wait)
}
