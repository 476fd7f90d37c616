// A validated POST over Nest and Fastify with nothing behind it: the same function and the same class check the body.
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common'
import { RecordPurchase } from '@ledger/customers'
import { validated } from '@ledger/http'
import { serve } from './bare-nest.mjs'

class Purchases {
  record(customer, body) {
    const { purchase } = validated(RecordPurchase, body)
    return { customer, purchase }
  }
}
const record = Object.getOwnPropertyDescriptor(Purchases.prototype, 'record')
Post(':customer/record-purchase')(Purchases.prototype, 'record', record)
HttpCode(200)(Purchases.prototype, 'record', record)
Param('customer')(Purchases.prototype, 'record', 0)
Body()(Purchases.prototype, 'record', 1)
Controller('v1/customers')(Purchases)

await serve([Purchases])
