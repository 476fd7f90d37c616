import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Currency, Day, Id, ListOf, Text, WholeNumber, Zone } from '@ledger/fields'
import { purchaseRecorded } from '../customer/customer.events.js'
import { amountsOf, Customer, digestOfFact } from '../customer/customer.js'

export class PurchasedProduct {
  @Id({ example: 'model-x' })
  product: string

  @WholeNumber({ about: 'Pieces, or whole units of whatever it is sold by.', example: 1 })
  quantity: number
}

export class RecordPurchase {
  @Id({
    about: 'Your own id of the purchase, such as a receipt number; the same id is the same purchase.',
    example: 'receipt-4711',
  })
  purchase: string

  @Day({ about: 'The day of the purchase, in its zone.' })
  day: string

  @Zone()
  zone: string

  @WholeNumber({ ofMoney: true, about: 'What was received, in the smallest unit of the currency.', example: 12_500 })
  revenue: number

  @WholeNumber({ optional: true })
  productionCost?: number

  @WholeNumber({ optional: true, about: 'Cost spent for this purchase alone.' })
  directCost?: number

  @Currency()
  currency: string

  @ListOf(() => PurchasedProduct, { max: 2_000, optional: true })
  products?: PurchasedProduct[]

  @Id({ optional: true, about: 'The campaign that it is linked to.' })
  campaign?: string

  @Text({ optional: true, about: 'The system or file that it was taken over from.' })
  source?: string
}

/** What somebody bought (A01). The same id is the same purchase, also after it was sent back. */
export const recordPurchase = decide(Customer, RecordPurchase, {}, (customer, command, { target }) => {
  const { purchase, currency } = command
  const known = customer.purchases.get(purchase)
  if (known) {
    return known.digest === digestOfFact(command) ? nothing : refuse('purchase-exists', { purchase, day: known.day })
  }
  const { [currency]: turnover = 0 } = customer.turnover
  if (turnover + amountsOf(command) > Number.MAX_SAFE_INTEGER) return refuse('sum-too-large', { currency, turnover })
  return purchaseRecorded({ customer: target.customer, ...command })
})
