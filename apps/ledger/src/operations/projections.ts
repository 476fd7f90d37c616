import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common'
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { Asked, needs, problem, ProblemResponses, queryOf } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Projector } from '@ledger/read-store'
import type { InspectedKey, ParkedKey, ViewStatus } from '@ledger/read-store'

/** What an operator sees and does: how far the views have come, what is parked, and filling a view anew. */
@ApiTags('Operations')
@ApiBearerAuth()
@Controller('v1/projections')
export class Projections {
  constructor(@Inject(Projector) private readonly projector: Projector) {}

  @Get()
  @ApiOperation({
    operationId: 'listProjections',
    summary: 'Every view: version, position, lag in events and seconds, parked keys, rebuild',
  })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 503])
  async list(@Asked() request: AuthenticatedRequest): Promise<{ items: readonly ViewStatus[] }> {
    queryOf(request, [])
    return { items: await this.projector.status() }
  }

  @Get(':view/parked')
  @ApiOperation({ operationId: 'listParkedKeys', summary: 'Keys that wait because an event could not be folded' })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 404, 503])
  async parked(@Param('view') view: string): Promise<{ items: readonly ParkedKey[] }> {
    await this.known(view)
    return { items: await this.projector.parked(view) }
  }

  @Get(':view/parked/:key')
  @ApiOperation({
    operationId: 'inspectParkedKey',
    summary: 'A parked key: its document, the event that failed, and why',
  })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 404, 503])
  async inspect(@Param('view') view: string, @Param('key') key: string): Promise<InspectedKey> {
    await this.known(view)
    const found = await this.projector.inspect(view, key)
    if (!found) throw problem(404, 'key-not-parked', `${key} is not parked`)
    return found
  }

  @Post(':view/parked/:key/replay')
  @HttpCode(202)
  @needs('operate')
  @ApiOperation({ operationId: 'replayParkedKey', summary: 'Fold what waits for a parked key' })
  @ApiAcceptedResponse({ description: 'It begins.' })
  @ProblemResponses([400, 401, 403, 404, 413, 415, 503])
  async replay(@Param('view') view: string, @Param('key') key: string): Promise<{ requested: true }> {
    await this.known(view)
    if (!(await this.projector.requestReplay(view, key))) throw problem(404, 'key-not-parked', `${key} is not parked`)
    return { requested: true }
  }

  @Post(':view/rebuild')
  @HttpCode(202)
  @needs('operate')
  @ApiOperation({ operationId: 'rebuildView', summary: 'Fill the view anew beside the live one, then switch (Z01)' })
  @ApiAcceptedResponse({ description: 'It begins.' })
  @ProblemResponses([400, 401, 403, 404, 409, 413, 415, 503])
  async rebuild(@Param('view') view: string): Promise<{ started: true }> {
    await this.known(view)
    if (!this.projector.startRebuild(view)) throw problem(409, 'rebuild-running', `${view} is being rebuilt already`)
    return { started: true }
  }

  @Delete(':view/rebuild')
  @needs('operate')
  @ApiOperation({ operationId: 'cancelRebuild', summary: 'Stop filling the view anew; the live one stays' })
  @ApiOkResponse({ description: 'Whether there was one to cancel.' })
  @ProblemResponses([400, 401, 403, 404, 413, 415, 503])
  async cancel(@Param('view') view: string): Promise<{ cancelled: boolean }> {
    await this.known(view)
    return { cancelled: await this.projector.cancelRebuild(view) }
  }

  private async known(view: string): Promise<void> {
    if (!(await this.projector.status()).some(({ name }) => name === view)) {
      throw problem(404, 'view-unknown', `There is no view called ${view}`)
    }
  }
}
