import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger'
import { Codec } from '@ledger/event-sourcing'
import {
  Asked,
  ExportableResponse,
  exportType,
  fromMoment,
  invalid,
  momentAsked,
  problem,
  ProblemResponses,
  queryOf,
  sendExport,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Vantages } from '@ledger/time-travel'
import type { AskedMoment, Moment } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import { subjectOf } from '../history/subject.js'
import { differences } from './differences.js'
import type { Change } from './differences.js'
import { lookedAt } from './snapshot.js'
import type { Snapshot } from './snapshot.js'

/** What differs between two moments of a subject. */
export interface Diff {
  readonly subject: string
  readonly from: Moment
  /** Nothing in it where that is today. */
  readonly to: Moment
  readonly changes: readonly Change[]
}

const columns = {
  field: (one: Change) => one.field,
  words: (one: Change) => one.words,
  before: (one: Change) => cell(one.before),
  after: (one: Change) => cell(one.after),
}
const cell = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : (value as string | undefined))

@ApiTags('Audit')
@ApiBearerAuth()
@Controller('v1/audit/diff')
export class DiffController {
  constructor(
    @Inject(Vantages) private readonly vantages: Vantages,
    @Inject(Codec) private readonly codec: Codec,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'diffMoments',
    summary: 'What differs between two moments of a subject, in words (Z02)',
  })
  @ApiQuery({ name: 'subject', required: true, schema: { type: 'string' }, description: 'As of a history.' })
  @ApiQuery({
    name: 'from',
    required: true,
    schema: { type: 'string' },
    description: 'A moment, or a position of the log; with by=occurred, a moment or a day.',
  })
  @ApiQuery({
    name: 'to',
    required: false,
    schema: { type: 'string' },
    description: 'The same; today where nothing is said.',
  })
  @ApiQuery({
    name: 'by',
    required: false,
    schema: { type: 'string', enum: ['known', 'occurred'], default: 'known' },
    description: 'Whether moments are those by which something was known, or by which it had occurred.',
  })
  @ExportableResponse('The differences as JSON, or as a table.')
  @ProblemResponses([400, 401, 404, 503])
  async diff(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, ['subject', 'from', 'to', 'by'])
    const { subject = '', from = '', to } = query
    const { unknown } = subjectOf(subject, false)
    const [left, right] = [
      momentOf(from, 'from', query.by),
      to === undefined ? undefined : momentOf(to, 'to', query.by),
    ]
    const before = await this.look(subject, left)
    const after = await this.look(subject, right)
    if (unknown !== undefined && !before.snapshot && !after.snapshot)
      throw problem(404, unknown, `Nothing was known of ${subject} at these moments`)
    const answer = {
      subject,
      from: before.moment,
      to: after.moment,
      changes: changesOf(before.snapshot, after.snapshot),
    }
    const type = exportType(request)
    if (type) return sendExport(reply, type, 'diff', answer.changes, columns)
    await reply.send(answer satisfies Diff)
  }

  private look(
    subject: string,
    asked: AskedMoment | undefined,
  ): Promise<{ snapshot: Snapshot | undefined; moment: Moment }> {
    const { needed, look } = lookedAt(
      subject
        .toLowerCase()
        .split('/')
        .map((one) => one.trim()),
    )
    const day = (asked?.asOf ?? asked?.knownAt ?? new Date().toISOString()).slice(0, 10)
    return fromMoment(this.vantages, asked, needed, undefined, async (vantage) => ({
      snapshot: await look(vantage, this.codec, day),
      moment: vantage.moment ?? {},
    }))
  }
}

/** @throws 400 */
function momentOf(text: string, field: 'from' | 'to', by = 'known'): AskedMoment | undefined {
  if (by === 'occurred') return momentAsked({ asOf: text })
  if (by !== 'known') throw invalid([{ field: 'by', message: 'must be known or occurred' }], 'query')
  if (/^\d{1,15}$/.test(text)) return momentAsked({ knownAtPosition: text })
  if (text !== '') return momentAsked({ knownAt: text })
  throw invalid(
    [{ field, message: 'must be a moment, such as 2027-02-28T09:30:00Z, or a position of the log' }],
    'query',
  )
}

/** What was known of a subject of which nothing was is nothing. */
const changesOf = (before: Snapshot | undefined, after: Snapshot | undefined): readonly Change[] =>
  differences(before?.facts ?? {}, after?.facts ?? {}, (after ?? before)?.currency)
