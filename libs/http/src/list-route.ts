import { Controller, Get, Inject, Res } from '@nestjs/common'
import type { Type } from '@nestjs/common'
import { ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger'
import type { Aggregate } from '@ledger/event-sourcing'
import { asId, ID_RULE } from '@ledger/fields'
import type { Document, Entry, Filter, Query, View } from '@ledger/read-store'
import { Vantages } from '@ledger/time-travel'
import type { Needed, Vantage } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import { ExportableResponse, ProblemResponses } from './documents.js'
import { exported, exportType, sendExport } from './export.js'
import type { Columns } from './export.js'
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
} from './moment.js'
import { invalid, problem } from './problem.js'
import { Asked, pathIds } from './requester.js'
import type { AuthenticatedRequest } from './requester.js'

/** A field of the document that holds an id, or one of some words. */
export interface ListFilter {
  readonly field: string
  /** An id where nothing is said. */
  readonly oneOf?: readonly string[]
}

export interface ListOwner {
  readonly aggregate: Aggregate
  /** Code of the 404: `campaign-unknown`. */
  readonly unknown: string
}

export interface ListRoute<D extends Document> {
  readonly path: string
  readonly operation: string
  readonly summary: string
  readonly tag: string
  /** Query parameter → what it asks for. Several values are parted by commas. */
  readonly filters: Readonly<Record<string, ListFilter>>
  /** What must be there for the list to be one; its absence is a 404, not an empty list. */
  readonly of?: ListOwner
  /** Name of a sort order → field of the document; `-name` is the same, descending. The first one is the default. */
  readonly sorts: Readonly<Record<string, string>>
  /** What of the path narrows the list. */
  readonly within?: (ids: Readonly<Record<string, string>>) => Filter
  /** What of the log the list is made of: from there it is filled for a moment of the past. */
  readonly past: (ids: Readonly<Record<string, string>>) => Omit<Needed, 'views'>
  /** What of a document leaves the house. */
  readonly present: (entry: Entry<D>) => object
  /** The columns of the CSV export. */
  readonly columns: Columns
}

const PAGING = ['limit', 'cursor', 'sort', 'minPosition'] as const

/** A read model as a list: filtered, sorted, in pages by cursor; whole as CSV or NDJSON where that is asked for. */
export function listRoute<D extends Document>(view: View<D, never>, route: ListRoute<D>): Type {
  const sorts = Object.keys(route.sorts)

  @ApiTags(route.tag)
  @ApiBearerAuth()
  @Controller('v1')
  class ListController {
    constructor(@Inject(Vantages) private readonly vantages: Vantages) {}

    @Get(route.path)
    @ApiOperation({ operationId: route.operation, summary: route.summary })
    @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1000, default: 50 } })
    @ApiQuery({
      name: 'cursor',
      required: false,
      schema: { type: 'string' },
      description: '`next` of the page before.',
    })
    @ApiQuery({
      name: 'sort',
      required: false,
      schema: { type: 'string', enum: sorts.flatMap((one) => [one, `-${one}`]) },
    })
    @FreshnessQuestion()
    @MomentQuestion()
    @ExportableResponse('A page as JSON; the whole as text/csv or application/x-ndjson.')
    @ProblemResponses([400, 401, 403, 404, 503])
    async list(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
      const query = queryOf(request, [...PAGING, ...MOMENT_PARAMETERS, ...Object.keys(route.filters)])
      const ids = pathIds(request)
      const asked = {
        filter: { ...route.within?.(ids), ...filterOf(query, route.filters) },
        sort: sortOf(query.sort ?? sorts[0]!, route.sorts),
        limit: limitOf(query.limit),
        ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
      }
      const needed = { ...route.past(ids), views: [view as unknown as View] }
      await fromMoment(this.vantages, momentAsked(query), needed, reply, async (vantage) => {
        await this.refuseUnknown(vantage, ids)
        await freshened(vantage, [view], query.minPosition)
        await this.send(vantage, asked, request, reply)
      })
    }

    private async refuseUnknown(vantage: Vantage, ids: Readonly<Record<string, string>>): Promise<void> {
      if (route.of && (await vantage.states.current(route.of.aggregate, ids)).revision < 0)
        throw problem(404, route.of.unknown, nothingKnown(ids, vantage))
    }

    private async send(
      vantage: Vantage,
      asked: Query,
      request: AuthenticatedRequest,
      reply: FastifyReply,
    ): Promise<void> {
      const documents = vantage.views.of(view as unknown as View<D>)
      const type = exportType(request)
      if (type) return sendExport(reply, type, route.operation, exported(documents, asked, route), route.columns)
      const { entries, next } = await documents.find(asked)
      const items = entries.map((entry) => route.present(entry))
      await reply.send({ items, ...(next === undefined ? {} : { next }), ...momentOf(vantage) })
    }
  }
  const list = Object.getOwnPropertyDescriptor(ListController.prototype, 'list')!
  for (const [, name] of route.path.matchAll(/:(\w+)/g))
    ApiParam({ name: name!, type: String })(ListController.prototype, 'list', list)
  for (const [name, { oneOf }] of Object.entries(route.filters)) {
    ApiQuery({
      name,
      required: false,
      schema: { type: 'string' },
      description: `${oneOf ? oneOf.join(', ') : 'An id'}; several parted by commas.`,
    })(ListController.prototype, 'list', list)
  }
  Object.defineProperty(ListController, 'name', { value: `${route.operation}Controller` })
  return ListController
}

function filterOf(query: Readonly<Record<string, string>>, filters: Readonly<Record<string, ListFilter>>): Filter {
  const given = Object.entries(filters).filter(([name]) => query[name] !== undefined)
  return Object.fromEntries(
    given.map(([name, { field, oneOf }]) => {
      const values = query[name]!.split(',').map((value) => {
        const known = oneOf ? oneOf.find((one) => one === value) : asId(value)
        if (known !== undefined) return known
        throw invalid([{ field: name, message: oneOf ? `must be some of ${oneOf.join(', ')}` : ID_RULE }], 'query')
      })
      return [field, values.length === 1 ? values[0]! : { in: values }]
    }),
  )
}

function sortOf(wanted: string, sorts: Readonly<Record<string, string>>): [string, 'asc' | 'desc'][] {
  const name = wanted.replace(/^-/, '')
  const field = Object.hasOwn(sorts, name) ? sorts[name] : undefined
  if (field === undefined) {
    throw invalid(
      [
        {
          field: 'sort',
          message: `must be one of ${Object.keys(sorts).join(', ')}, with a - before it for descending`,
        },
      ],
      'query',
    )
  }
  return [[field, wanted.startsWith('-') ? 'desc' : 'asc']]
}

export function limitOf(value: string | undefined): number {
  if (value === undefined) return 50
  const limit = /^\d{1,4}$/.test(value) ? Number(value) : 0
  if (limit < 1 || limit > 1_000)
    throw invalid([{ field: 'limit', message: 'must be a number from 1 to 1000' }], 'query')
  return limit
}
