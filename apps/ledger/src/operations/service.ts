import { Controller, Get, Inject } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { Asked, needs, ProblemResponses, queryOf } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { placesOf } from '@ledger/ledger'
import type { Settings } from '@ledger/ledger'
import manifest from '../../../../package.json' with { type: 'json' }

export interface ServiceFacts {
  readonly version: string
  /** What log and views are kept in, and where: a folder, or a server without user and password. */
  readonly log: StoreFacts
  readonly views: StoreFacts
  /** What this process does. */
  readonly roles: readonly string[]
}

interface StoreFacts {
  readonly store: 'SQLite' | 'EventStoreDB' | 'MongoDB'
  readonly place: string
}

/** What the service was opened with. */
export const SETTINGS = Symbol('settings')

/** Which service this is: for whoever keeps it running. */
@ApiTags('Operations')
@ApiBearerAuth()
@Controller('v1/service')
@needs('operate')
export class Service {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  @Get()
  @ApiOperation({ operationId: 'getService', summary: 'Version, stores and roles of the process that answers' })
  @ApiOkResponse({ description: 'The answer.' })
  @ProblemResponses([400, 401, 403, 503])
  read(@Asked() request: AuthenticatedRequest): ServiceFacts {
    queryOf(request, [])
    const { eventStore, mongoUrl, roles } = this.settings
    const { log, views } = placesOf(this.settings)
    return {
      version: manifest.version,
      log: { store: eventStore ? 'EventStoreDB' : 'SQLite', place: log },
      views: { store: mongoUrl === undefined ? 'SQLite' : 'MongoDB', place: views },
      roles,
    }
  }
}
