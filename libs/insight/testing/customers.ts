import fc from 'fast-check'
import type { Contract, CustomerDay, CustomerRow } from '../src/calculation/customer-history.js'

const day = fc.integer({ min: 0, max: 60 })

/** Few different amounts and days, so that ties and edges come up often. */
const customerDay: fc.Arbitrary<CustomerDay> = fc.tuple(
  day,
  fc.integer({ min: 0, max: 4 }).map((amount) => amount * 100),
  fc.constant(0),
  fc.constant(0),
  fc.integer({ min: 0, max: 2 }),
)

const contract: fc.Arbitrary<Contract> = fc
  .tuple(day, fc.option(fc.integer({ min: 0, max: 30 })))
  .map(([signed, lasted]) => (lasted === null ? { signed } : { signed, ended: signed + lasted }))

/** Histories of a few customers over the days 0 to 60, ascending by id. */
export const anyCustomers: fc.Arbitrary<CustomerRow[]> = fc
  .array(
    fc.record({ days: fc.array(customerDay, { maxLength: 5 }), contracts: fc.array(contract, { maxLength: 2 }) }),
    {
      maxLength: 30,
    },
  )
  .map((rows) => rows.map((row, index) => ({ customer: `c${String(index).padStart(3, '0')}`, ...row })))
