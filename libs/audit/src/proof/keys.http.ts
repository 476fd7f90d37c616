import { Controller, Get, Inject } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { EventStore } from '@ledger/event-sourcing'
import { Asked, ProblemResponses, queryOf } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { Proof } from '@ledger/proof'
import type { WayState } from '@ledger/proof'

/** The tree of the log, and how far it has come. */
export interface LogStatus {
  /** Names the log; also the name of its keys. */
  readonly origin: string
  /** Leaves of the tree. */
  readonly size: number
  /** Position of the last event that the tree has. */
  readonly position?: number
  /** Events that it does not have yet, counted up to 10,000. */
  readonly behind: number
  /** Leaves of the last checkpoint. */
  readonly signed: number
  /** How checkpoints go to file and webhook, where these are set, as the process knows that answers. */
  readonly handedOver: readonly WayState[]
}

/** A public key of the log, or of a witness. */
export interface ServedKey {
  /** C2SP signed-note: `<name>+<key id>+<Base64>`. */
  readonly key: string
  readonly madeAt?: string
  /** A note, signed with the key before, that names this one. */
  readonly introduction?: string
  /** Nothing is signed with it since. */
  readonly retiredAt?: string
}

export interface PublicKeys {
  readonly origin: string
  /** Oldest first. */
  readonly keys: readonly ServedKey[]
  /** Whose countersignatures are taken. */
  readonly witnesses: readonly ServedKey[]
}

@ApiTags('Audit')
@ApiBearerAuth()
@Controller('v1/audit')
export class KeysController {
  constructor(
    @Inject(Proof) private readonly proof: Proof,
    @Inject(EventStore) private readonly events: EventStore,
  ) {}

  @Get('log')
  @ApiOperation({ operationId: 'getLogStatus', summary: 'How far the Merkle tree over the log has come (Z03)' })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 503])
  async status(@Asked() request: AuthenticatedRequest): Promise<LogStatus> {
    queryOf(request, [])
    const { size, last } = await this.proof.tiles.state()
    return {
      origin: await this.proof.keys.origin(),
      size,
      ...(last === undefined ? {} : { position: last.position }),
      behind: (await this.events.lag(last?.position)).events,
      signed: (await this.proof.kept.latest())?.size ?? 0,
      handedOver: this.proof.witnesses.states,
    }
  }

  @Get('keys')
  @ApiOperation({ operationId: 'listLogKeys', summary: 'Public keys of the log and of its witnesses (Z03)' })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 503])
  async keys(@Asked() request: AuthenticatedRequest): Promise<PublicKeys> {
    queryOf(request, [])
    const keys = (await this.proof.keys.list()).map(({ key, ...times }) => ({ key: key.text, ...times }))
    const witnesses = this.proof.witnesses.settings.keys.map(({ text }) => ({ key: text }))
    return { origin: await this.proof.keys.origin(), keys, witnesses }
  }
}
