import { Controller, Inject, Post, Res } from '@nestjs/common'
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { RecordPurchase } from '@ledger/customers'
import { Id, ListOf } from '@ledger/fields'
import { Asked, check, needs, ProblemResponses, queryOf } from '@ledger/http'
import type { AuthenticatedRequest } from '@ledger/http'
import { WorkDesk } from '@ledger/work'
import type { FastifyReply } from 'fastify'
import { bulkContext, BulkBody, itemsOf } from './bulk-body.js'
import { sendWork } from './work-progress.js'

export class CustomerPurchase extends RecordPurchase {
  @Id({ example: 'c-1001' })
  customer: string
}

export class PurchasesInBulk {
  @ListOf(() => CustomerPurchase, { min: 1, max: 2_000_000, about: 'As NDJSON: one purchase a line.' })
  purchases: CustomerPurchase[]
}

/** Many purchases of many customers in one request, carried out as work. */
@ApiTags('Customers')
@ApiBearerAuth()
@Controller('v1')
export class BulkPurchases {
  constructor(@Inject(WorkDesk) private readonly work: WorkDesk) {}

  @Post('purchases')
  @needs('command')
  @ApiOperation({ operationId: 'recordPurchasesInBulk', summary: 'Record many purchases in one request (A01)' })
  @BulkBody(PurchasesInBulk)
  @ApiOkResponse({ description: 'Finished, where the caller preferred to wait.' })
  @ApiAcceptedResponse({ description: 'Accepted; `location` says where its progress stands.' })
  @ProblemResponses()
  async record(@Asked() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    queryOf(request, [])
    const accepted = await this.work.accept({
      kind: 'purchases',
      context: {},
      ...bulkContext(request),
      items: itemsOf(request, 'purchases', (item) => check(CustomerPurchase, item)),
    })
    await sendWork(this.work, accepted.work, request, reply)
  }
}
