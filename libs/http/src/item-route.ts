import { Controller, Get, Inject, Res } from '@nestjs/common'
import type { Type } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger'
import { Codec } from '@ledger/event-sourcing'
import type { Source } from '@ledger/event-sourcing'
import type { Document, Entry, View } from '@ledger/read-store'
import { documentThen, Vantages } from '@ledger/time-travel'
import type { Today, Vantage } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import { ProblemResponses } from './documents.js'
import { queryOf } from './fresh.js'
import {
  FreshnessQuestion,
  freshened,
  fromMoment,
  MOMENT_PARAMETERS,
  momentAsked,
  momentOf,
  nothingKnown,
  MomentQuestion,
  RevisionQuestion,
} from './moment.js'
import { problem } from './problem.js'
import { Asked, pathIds } from './requester.js'
import type { AuthenticatedRequest } from './requester.js'

export interface ItemRoute<D extends Document> {
  readonly path: string
  readonly operation: string
  readonly summary: string
  readonly tag: string
  /** Code of the 404: `campaign-unknown`. */
  readonly unknown: string
  readonly key: (ids: Readonly<Record<string, string>>) => string
  readonly present: (entry: Entry<D>) => object
  /** The stream that it is made of; of that one `revision` speaks. */
  readonly stream: (ids: Readonly<Record<string, string>>) => string
  /** What else it is made of. */
  readonly beside?: (ids: Readonly<Record<string, string>>, today: Today) => Promise<readonly Source[]>
  /** The revision of the stream behind it, for the ETag. */
  readonly revision?: (document: D) => number
}

/** One document of a read model. */
export function itemRoute<D extends Document>(view: View<D, never>, route: ItemRoute<D>): Type {
  @ApiTags(route.tag)
  @ApiBearerAuth()
  @Controller('v1')
  class ItemController {
    constructor(
      @Inject(Vantages) private readonly vantages: Vantages,
      @Inject(Codec) private readonly codec: Codec,
    ) {}

    @Get(route.path)
    @ApiOperation({ operationId: route.operation, summary: route.summary })
    @FreshnessQuestion()
    @MomentQuestion()
    @RevisionQuestion()
    @ApiOkResponse({ description: 'The answer.' })
    @ProblemResponses([400, 401, 403, 404, 503])
    async get(
      @Asked() request: AuthenticatedRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<object> {
      const query = queryOf(request, ['minPosition', 'revision', ...MOMENT_PARAMETERS])
      const ids = pathIds(request)
      const asked = momentAsked(query, route.stream(ids))
      return fromMoment(this.vantages, asked, undefined, reply, async (vantage) => {
        const entry = await this.find(vantage, ids, query.minPosition)
        if (!entry) throw problem(404, route.unknown, nothingKnown(ids, vantage))
        if (route.revision && !vantage.moment) void reply.header('etag', `"${route.revision(entry.document)}"`)
        return { ...route.present(entry), ...momentOf(vantage) }
      })
    }

    private async find(
      vantage: Vantage,
      ids: Readonly<Record<string, string>>,
      minPosition: string | undefined,
    ): Promise<Entry<D> | undefined> {
      const [whole, key] = [view as unknown as View<D>, route.key(ids)]
      if (vantage.moment) {
        const beside = await route.beside?.(ids, vantage.today)
        const sources = [{ stream: route.stream(ids) }, ...(beside ?? [])]
        return documentThen(this.codec, vantage.events, whole, { key, sources })
      }
      await freshened(vantage, [view], minPosition)
      return vantage.views.of(whole).get(key)
    }
  }
  const get = Object.getOwnPropertyDescriptor(ItemController.prototype, 'get')!
  for (const [, name] of route.path.matchAll(/:(\w+)/g))
    ApiParam({ name: name!, type: String })(ItemController.prototype, 'get', get)
  Object.defineProperty(ItemController, 'name', { value: `${route.operation}Controller` })
  return ItemController
}
