import { Controller, Get, Inject, Res } from '@nestjs/common'
import type { Type } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger'
import { Views } from '@ledger/read-store'
import type { Document, Entry, View } from '@ledger/read-store'
import type { FastifyReply } from 'fastify'
import { ProblemResponses } from './documents.js'
import { asFreshAs, positionOf, queryOf } from './fresh.js'
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
  /** The revision of the stream behind it, for the ETag. */
  readonly revision?: (document: D) => number
}

/** One document of a read model. */
export function itemRoute<D extends Document>(view: View<D, never>, route: ItemRoute<D>): Type {
  @ApiTags(route.tag)
  @ApiBearerAuth()
  @Controller('v1')
  class ItemController {
    constructor(@Inject(Views) private readonly views: Views) {}

    @Get(route.path)
    @ApiOperation({ operationId: route.operation, summary: route.summary })
    @ApiQuery({
      name: 'minPosition',
      required: false,
      schema: { type: 'integer' },
      description: 'At least as fresh as this position.',
    })
    @ApiOkResponse({ description: 'The answer.' })
    @ProblemResponses([400, 401, 403, 404, 503])
    async get(
      @Asked() request: AuthenticatedRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<object> {
      const query = queryOf(request, ['minPosition'])
      await asFreshAs(this.views, [view], positionOf(query.minPosition))
      const ids = pathIds(request)
      const entry = await this.views.of(view as unknown as View<D>).get(route.key(ids))
      if (!entry) throw problem(404, route.unknown, `Nothing is known of ${Object.values(ids).join(', ')}`)
      if (route.revision) void reply.header('etag', `"${route.revision(entry.document)}"`)
      return route.present(entry)
    }
  }
  const get = Object.getOwnPropertyDescriptor(ItemController.prototype, 'get')!
  for (const [, name] of route.path.matchAll(/:(\w+)/g))
    ApiParam({ name: name!, type: String })(ItemController.prototype, 'get', get)
  Object.defineProperty(ItemController, 'name', { value: `${route.operation}Controller` })
  return ItemController
}
