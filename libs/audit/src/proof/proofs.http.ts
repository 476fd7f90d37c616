import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger'
import { EventStore } from '@ledger/event-sourcing'
import { Asked, invalid, pathIds, positionOf, problem, ProblemResponses, queryOf } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Proof, TILE_WIDTH } from '@ledger/proof'
import type { KeptCheckpoint, Leaf } from '@ledger/proof'
import { eventLeaf, HASH_BYTES, leafEventOf, textOfHash } from '@ledger/proof-verifier'
import type { LeafEvent } from '@ledger/proof-verifier'
import type { FastifyReply } from 'fastify'
import { numberOf } from './numbers.js'
import { notYetProven } from './tree-at.js'

/** That an event is a leaf of the tree that a checkpoint was signed for. Hashes are Base64. */
export interface InclusionAnswer {
  /** Index of the leaf, from 0. */
  readonly leaf: number
  readonly position: number
  /** As it is stored; what is hashed is its canonical JSON (RFC 8785). */
  readonly event: LeafEvent
  readonly leafHash: string
  /** From the lowest node up. */
  readonly proof: readonly string[]
  /** The signed note. */
  readonly checkpoint: string
}

/** That the tree of the second size begins with all leaves of that of the first. Hashes are Base64. */
export interface ConsistencyAnswer {
  readonly from: number
  readonly to: number
  readonly proof: readonly string[]
}

const AskedSize = (name: string, description: string, required = false) =>
  ApiQuery({ name, required, schema: { type: 'integer' }, description })

@ApiTags('Audit')
@ApiBearerAuth()
@Controller('v1/audit')
export class ProofsController {
  constructor(
    @Inject(Proof) private readonly proof: Proof,
    @Inject(EventStore) private readonly events: EventStore,
  ) {}

  @Get('inclusion')
  @ApiOperation({
    operationId: 'getInclusionProof',
    summary: 'Proof that an event is in the log that a checkpoint was signed for (Z03, E15)',
  })
  @ApiQuery({ name: 'position', required: false, schema: { type: 'integer' }, description: 'Of the event.' })
  @ApiQuery({ name: 'event', required: false, schema: { type: 'string' }, description: 'Or its id.' })
  @AskedSize('size', 'Of the checkpoint; of the newest one where nothing is said.')
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 404, 503])
  async inclusion(@Asked() request: AuthenticatedRequest): Promise<InclusionAnswer> {
    const { position, event, size } = queryOf(request, ['position', 'event', 'size'])
    const { index, event: found } = await this.leafOf(positionOf(position, 'position'), event)
    const checkpoint = await this.checkpointOf(size)
    // A tree that is made again has not come as far as its checkpoints yet.
    if (index >= checkpoint.size || checkpoint.size > (await this.proof.tiles.state()).size) throw notYetProven()
    return {
      leaf: index,
      position: found.position,
      event: leafEventOf(found),
      leafHash: textOfHash(eventLeaf(found)),
      proof: (await this.proof.proofs.inclusion(index, checkpoint.size)).map(textOfHash),
      checkpoint: checkpoint.note,
    }
  }

  @Get('consistency')
  @ApiOperation({
    operationId: 'getConsistencyProof',
    summary: 'Proof that the log of one checkpoint begins with that of an earlier one (Z03)',
  })
  @AskedSize('from', 'Size of the earlier tree.', true)
  @AskedSize('to', 'Size of the later tree; that of the newest checkpoint where nothing is said.')
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 404, 503])
  async consistency(@Asked() request: AuthenticatedRequest): Promise<ConsistencyAnswer> {
    const query = queryOf(request, ['from', 'to'])
    const from = numberOf(query.from, 'from', 'query')
    const to = query.to === undefined ? (await this.checkpointOf(undefined)).size : numberOf(query.to, 'to', 'query')
    if (from > to) throw invalid([{ field: 'from', message: `must not be more than ${to}` }], 'query')
    if (to > (await this.proof.tiles.state()).size) throw notYetProven()
    return { from, to, proof: (await this.proof.proofs.consistency(from, to)).map(textOfHash) }
  }

  @Get('tiles/:level/:number')
  @ApiParam({ name: 'level', schema: { type: 'integer' } })
  @ApiParam({ name: 'number', schema: { type: 'integer' } })
  @AskedSize('width', 'So many hashes of it, from 1 to 256; all that are there where nothing is said.')
  @ApiOperation({
    operationId: 'getTile',
    summary: 'A tile of the tree: up to 256 hashes of 32 bytes each, as C2SP tlog-tiles has it (Z03)',
  })
  @ApiOkResponse({
    description: 'The hashes, one after the other.',
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  })
  @ProblemResponses([400, 401, 404, 503])
  async tile(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request, ['width'])
    const ids = pathIds(request)
    const level = numberOf(ids.level, 'level', 'path', 63)
    const number = numberOf(ids.number, 'number', 'path')
    const wanted = query.width === undefined ? undefined : numberOf(query.width, 'width', 'query', TILE_WIDTH)
    const [tile] = await this.proof.tiles.read([{ level, number }])
    const bytes = (wanted ?? 0) * HASH_BYTES
    if (!tile || tile.hashes.length < bytes || wanted === 0)
      throw problem(404, 'tile-unknown', 'The tree has no such tile, or not so much of it yet')
    await reply.type('application/octet-stream').send(bytes === 0 ? tile.hashes : tile.hashes.subarray(0, bytes))
  }

  private async leafOf(position: number | undefined, event: string | undefined): Promise<Leaf> {
    if ((position === undefined) === (event === undefined))
      throw invalid([{ field: 'position', message: 'either the position or the id of the event is needed' }], 'query')
    const leaf = await (event === undefined
      ? this.proof.proofs.at(position!)
      : this.proof.proofs.of(event.toLowerCase()))
    if (leaf) return leaf
    if (position !== undefined && position > ((await this.proof.tiles.state()).last?.position ?? 0)) {
      for await (const one of this.events.readAll({ from: position, limit: 1 }))
        if (one.position === position) throw notYetProven()
    }
    throw problem(404, 'event-unknown', 'There is no such event, or the tree does not have it yet')
  }

  private async checkpointOf(size: string | undefined): Promise<KeptCheckpoint> {
    const { kept } = this.proof
    const found = size === undefined ? await kept.latest() : await kept.at(numberOf(size, 'size', 'query'))
    if (found) return found
    if (size === undefined) throw notYetProven()
    throw problem(404, 'checkpoint-unknown', 'There is no checkpoint of a tree of this size')
  }
}
