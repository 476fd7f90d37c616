import { Body, Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger'
import { Text } from '@ledger/fields'
import {
  Asked,
  invalid,
  limitOf,
  needs,
  pathIds,
  positionOf,
  problem,
  ProblemResponses,
  queryOf,
  validated,
} from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Proof } from '@ledger/proof'
import type { Countersigned, KeptCheckpoint } from '@ledger/proof'
import { MalformedNote, parseCheckpoint, signersOf, textOfHash } from '@ledger/proof-verifier'
import type { FastifyReply } from 'fastify'
import { numberOf } from './numbers.js'
import { historyChanged, treeAt } from './tree-at.js'

/** A checkpoint of the log. The note alone proves; the rest is for reading. */
export interface ServedCheckpoint {
  readonly size: number
  /** Base64. */
  readonly root: string
  /** When it was signed, by the clock of the service. */
  readonly issuedAt: string
  /** Names of the witnesses that have countersigned it, with when, where they say so. */
  readonly witnesses: readonly { readonly name: string; readonly at?: string }[]
  /** The signed note (C2SP tlog-checkpoint): what to keep. */
  readonly note: string
}

export class Countersignatures {
  @Text({ max: 65_536, about: 'Signature lines as C2SP signed-note has them, each with its end of the line.' })
  signatures: string
}

@ApiTags('Audit')
@ApiBearerAuth()
@Controller('v1/audit/checkpoints')
export class CheckpointsController {
  constructor(@Inject(Proof) private readonly proof: Proof) {}

  @Get()
  @ApiOperation({ operationId: 'listCheckpoints', summary: 'Checkpoints of the log, newest first (Z03)' })
  @ApiQuery({ name: 'before', required: false, schema: { type: 'integer' }, description: 'Only of smaller trees.' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1000, default: 50 } })
  @ApiOkResponse({ description: 'A page; `next` is the `before` of the following one.' })
  @ProblemResponses([400, 401, 503])
  async list(@Asked() request: AuthenticatedRequest): Promise<{ items: readonly ServedCheckpoint[]; next?: number }> {
    const query = queryOf(request, ['before', 'limit'])
    const limit = limitOf(query.limit)
    const before = query.before === undefined ? undefined : numberOf(query.before, 'before', 'query')
    const items = (await this.proof.kept.before(before, limit)).map((one) => this.served(one))
    return { items, ...(items.length < limit ? {} : { next: items.at(-1)!.size }) }
  }

  @Get('latest')
  @ApiOperation({ operationId: 'getLatestCheckpoint', summary: 'The newest checkpoint; as text/plain its note (Z03)' })
  @ApiOkResponse({ description: 'The answer.', content: { 'text/plain': { schema: { type: 'string' } } } })
  @ProblemResponses([400, 401, 404, 503])
  async latest(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    queryOf(request, [])
    await this.send(request, reply, await this.proof.kept.latest())
  }

  @Get(':size')
  @ApiParam({ name: 'size', schema: { type: 'integer' } })
  @ApiOperation({
    operationId: 'getCheckpoint',
    summary: 'The checkpoint of a tree of this size; as text/plain its note (Z03)',
  })
  @ApiOkResponse({ description: 'The answer.', content: { 'text/plain': { schema: { type: 'string' } } } })
  @ProblemResponses([400, 401, 404, 503])
  async one(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    queryOf(request, [])
    await this.send(request, reply, await this.proof.kept.at(sizeOf(request)))
  }

  @Post()
  @HttpCode(200)
  @needs('operate')
  @ApiOperation({ operationId: 'signCheckpoint', summary: 'Sign a checkpoint now, without waiting for the next one' })
  @ApiQuery({
    name: 'minPosition',
    required: false,
    schema: { type: 'integer' },
    description: 'Wait until the tree has the event at this position.',
  })
  @ApiOkResponse({ description: 'The newest checkpoint.' })
  @ProblemResponses([400, 401, 403, 404, 409, 413, 415, 503])
  async sign(@Asked() request: AuthenticatedRequest): Promise<ServedCheckpoint> {
    const { minPosition } = queryOf(request, ['minPosition'])
    await treeAt(this.proof.tiles, positionOf(minPosition))
    const signed = await this.proof.checkpoints.issue().catch(historyChanged)
    if (!signed) throw unknown()
    return this.served(signed)
  }

  @Post(':size/countersignatures')
  @HttpCode(200)
  @needs('countersign')
  @ApiParam({ name: 'size', schema: { type: 'integer' } })
  @ApiOperation({
    operationId: 'countersignCheckpoint',
    summary: 'Bring what witnesses have signed; what holds is kept below the checkpoint (Z03)',
  })
  @ApiBody({ type: Countersignatures, required: true })
  @ApiOkResponse({ description: 'Whose signatures are kept, and whose are not.' })
  @ProblemResponses([400, 401, 403, 404, 413, 415, 422, 503])
  async countersign(@Asked() request: AuthenticatedRequest, @Body() body: unknown): Promise<Countersigned> {
    queryOf(request, [])
    const { signatures } = validated(Countersignatures, body ?? {})
    const checkpoint = await this.proof.kept.at(sizeOf(request))
    if (!checkpoint) throw unknown()
    const outcome = await this.proof.witnesses.countersign(checkpoint, signatures).catch((error: unknown) => {
      if (!(error instanceof MalformedNote)) throw error
      throw invalid([{ field: 'signatures', message: error.message }])
    })
    if (outcome.accepted.length > 0) return outcome
    throw problem(
      422,
      'countersignature-refused',
      'None of the signatures is one of a known witness for this checkpoint',
      {
        details: { refused: outcome.refused, reasons: outcome.reasons },
      },
    )
  }

  private async send(
    request: AuthenticatedRequest,
    reply: FastifyReply,
    checkpoint: KeptCheckpoint | undefined,
  ): Promise<void> {
    if (!checkpoint) throw unknown()
    if (/^text\/plain\b/.test(request.headers.accept ?? ''))
      await reply.type('text/plain; charset=utf-8').send(checkpoint.note)
    else await reply.send(this.served(checkpoint))
  }

  private served({ size, note, issuedAt }: KeptCheckpoint): ServedCheckpoint {
    const checkpoint = parseCheckpoint(note)
    const witnesses = signersOf(checkpoint, this.proof.witnesses.settings.keys).map(({ key, time }) => ({
      name: key.name,
      ...(time === undefined ? {} : { at: new Date(time * 1_000).toISOString() }),
    }))
    return { size, root: textOfHash(checkpoint.root), issuedAt, witnesses, note }
  }
}

const unknown = () => problem(404, 'checkpoint-unknown', 'There is no such checkpoint (yet)')

const sizeOf = (request: AuthenticatedRequest): number => numberOf(pathIds(request).size, 'size', 'path')
