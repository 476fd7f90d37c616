import { Readable } from 'node:stream'
import { applyDecorators, Controller, Delete, Get, HttpCode, Inject, Post, Res } from '@nestjs/common'
import type { OnModuleDestroy } from '@nestjs/common'
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger'
import { Asked, invalid, limitOf, needs, pathIds, ProblemResponses, queryOf, waitAsked } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { ImportDesk, LARGEST_UPLOAD_BYTES, manifestSchema } from '@ledger/imports'
import type { Import, Preview } from '@ledger/imports'
import type { FastifyReply } from 'fastify'
import { bulkContext } from '../bulk/bulk-body.js'
import { cardOf } from './answers.js'
import type { ImportList } from './answers.js'
import { cursorAsked, FORM_PARAMETERS, FormQuestion, formAsked, nameAsked, nothingBeside, rowsAsked } from './asked.js'
import { UploadBody, uploadOf } from './upload-body.js'

const Prefers = () =>
  ApiHeader({
    name: 'Prefer',
    required: false,
    description: 'wait=30: answer when its work has ended, after 30 seconds at the latest.',
  })

/** A manifest for the file, and what is done with it as long work. */
const AsksFor = (kind: 'check' | 'run', summary: string): MethodDecorator =>
  applyDecorators(
    Post(`:import/${kind}`),
    HttpCode(202),
    ApiOperation({ operationId: `${kind}Import`, summary }),
    ApiParam({ name: 'import', type: String }),
    ApiBody({
      required: true,
      description:
        'A manifest as JSON: docs/reference/import-manifest.md. Its files are this one; `path` need not be said.',
      schema: { type: 'object', title: manifestSchema.title },
    }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'The same key and manifest begins nothing anew.',
    }),
    Prefers(),
    ApiAcceptedResponse({ description: 'Under way; `location` says where it stands.' }),
    ApiOkResponse({ description: 'Ended, where the caller preferred to wait.' }),
    ProblemResponses([400, 401, 403, 404, 409, 413, 415, 422, 503]),
  )

/** Files that bring in a past: sent, looked at, tried and run. All of it shows personal data. */
@ApiTags('Imports')
@ApiBearerAuth()
@Controller('v1/imports')
@needs('take-over')
export class Imports implements OnModuleDestroy {
  constructor(@Inject(ImportDesk) private readonly desk: ImportDesk) {}

  /** Who prefers to wait is answered before the service ends. */
  onModuleDestroy(): void {
    this.desk.release()
  }

  @Post()
  @ApiOperation({ operationId: 'uploadImport', summary: 'Send a file that is to be imported; kept for a day' })
  @ApiQuery({ name: 'name', required: true, schema: { type: 'string', minLength: 1, maxLength: 200 } })
  @UploadBody()
  @ApiCreatedResponse({ description: 'All of it is kept; `location` says where it stands.' })
  @ProblemResponses([400, 401, 403, 413, 415, 422, 503])
  async upload(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const name = nameAsked(queryOf(request, ['name']).name)
    const { actor, idempotencyKey } = bulkContext(request)
    const key = idempotencyKey === undefined ? {} : { idempotencyKey }
    const kept = await this.desk.upload({ name, by: actor, ...key, body: uploadOf(request) })
    await reply.status(201).header('location', placeOf(kept)).send(kept)
  }

  @Get()
  @ApiOperation({ operationId: 'listImports', summary: 'Files that were sent, newest use first' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1000, default: 50 } })
  @ApiQuery({ name: 'cursor', required: false, schema: { type: 'string' }, description: '`next` of the page before.' })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 403, 503])
  async list(@Asked() request: AuthenticatedRequest): Promise<ImportList> {
    const { limit, cursor } = queryOf(request, ['limit', 'cursor'])
    const { items, ...next } = await this.desk.list(limitOf(limit), cursorAsked(cursor))
    return { items: items.map(cardOf), ...next, largest: LARGEST_UPLOAD_BYTES }
  }

  @Get(':import')
  @ApiOperation({ operationId: 'getImport', summary: 'A file, and what became of the last check or run' })
  @ApiParam({ name: 'import', type: String })
  @Prefers()
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 403, 404, 503])
  async get(@Asked() request: AuthenticatedRequest): Promise<Import> {
    queryOf(request, [])
    return this.desk.waitFor(pathIds(request).import!, waitAsked(request) ?? 0)
  }

  @Get(':import/preview')
  @ApiOperation({ operationId: 'previewImport', summary: 'The first rows, read as its form says, or as asked' })
  @ApiParam({ name: 'import', type: String })
  @FormQuestion()
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 403, 404, 422, 503])
  async preview(@Asked() request: AuthenticatedRequest): Promise<Preview> {
    const query = queryOf(request, ['rows', ...FORM_PARAMETERS])
    return this.desk.preview(pathIds(request).import!, formAsked(query), rowsAsked(query.rows))
  }

  @AsksFor('check', 'See what a run would record; nothing is written')
  check(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.ask('check', request, reply)
  }

  @AsksFor('run', 'Bring the file in; what is known already is not recorded again')
  run(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.ask('run', request, reply)
  }

  @Post(':import/cancel')
  @HttpCode(200)
  @ApiOperation({ operationId: 'cancelImport', summary: 'End its work; what was brought in stays' })
  @ApiParam({ name: 'import', type: String })
  @ApiBody({ required: false, schema: { type: 'object', additionalProperties: false } })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 403, 404, 413, 415, 503])
  async cancel(@Asked() request: AuthenticatedRequest): Promise<Import> {
    queryOf(request, [])
    nothingBeside(request)
    return this.desk.cancel(pathIds(request).import!)
  }

  @Get(':import/rejects')
  @ApiOperation({
    operationId: 'getImportRejects',
    summary: 'The rows that the last work has not taken, and why, as CSV',
  })
  @ApiParam({ name: 'import', type: String })
  @ApiOkResponse({ description: 'A table.', content: { 'text/csv': { schema: { type: 'string' } } } })
  @ProblemResponses([400, 401, 403, 404, 503])
  async rejects(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    queryOf(request, [])
    const { pieces } = await this.desk.rejects(pathIds(request).import!)
    void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="rejects.csv"')
    await reply.send(Readable.from(pieces))
  }

  @Delete(':import')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeImport', summary: 'Remove a file before its time' })
  @ApiParam({ name: 'import', type: String })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ProblemResponses([400, 401, 403, 404, 409, 503])
  async remove(@Asked() request: AuthenticatedRequest): Promise<void> {
    queryOf(request, [])
    await this.desk.remove(pathIds(request).import!)
  }

  private async ask(kind: 'check' | 'run', request: AuthenticatedRequest, reply: FastifyReply): Promise<void> {
    queryOf(request, [])
    const id = pathIds(request).import!
    const { actor, idempotencyKey } = bulkContext(request)
    const manifest = request.body
    if (typeof manifest !== 'object' || manifest === null) throw invalid([{ field: '', message: 'must be a manifest' }])
    const key = idempotencyKey === undefined ? {} : { idempotencyKey }
    await this.desk.ask(id, { kind, manifest, by: actor, ...key })
    const found = await this.desk.waitFor(id, waitAsked(request) ?? 0)
    const isOver = !['waiting', 'running', 'cancelling'].includes(found.work?.state ?? '')
    await reply
      .status(isOver ? 200 : 202)
      .header('location', placeOf(found))
      .send(found)
  }
}

const placeOf = (kept: Import): string => `/v1/imports/${kept.import}`
