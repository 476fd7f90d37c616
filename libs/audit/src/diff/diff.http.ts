import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger'
import { Codec } from '@ledger/event-sourcing'
import { Asked, ExportableResponse, exportType, ProblemResponses, queryOf, sendExport } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Vantages } from '@ledger/time-travel'
import type { FastifyReply } from 'fastify'
import type { Change } from './differences.js'
import { diffOf } from './diff.js'

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
    const answer = await diffOf(this.vantages, this.codec, query)
    const type = exportType(request)
    if (type) return sendExport(reply, type, 'diff', answer.changes, columns)
    await reply.send(answer)
  }
}
