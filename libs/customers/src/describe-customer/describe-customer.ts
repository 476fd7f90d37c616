import { decide, nothing } from '@ledger/event-sourcing'
import { Attributes as AttributesField, Text } from '@ledger/fields'
import { customerDescribed } from '../customer/customer.events.js'
import type { Attributes } from '../customer/customer.events.js'
import { Customer } from '../customer/customer.js'

export class DescribeCustomer {
  @AttributesField({
    about: 'Added to what is known; null takes a value back. Sealed with the key of this person.',
    example: { ageBand: '45-54', city: 'Vienna' },
  })
  attributes: Attributes

  @Text({ optional: true, about: 'The system or file that it was taken over from.' })
  source?: string
}

/** Records what is known of a person (C05). Only what is new is recorded. */
export const describeCustomer = decide(
  Customer,
  DescribeCustomer,
  {},
  (customer, { attributes, source }, { target }) => {
    const fresh = Object.entries(attributes).filter(([name, value]) => (customer.attributes[name] ?? null) !== value)
    if (fresh.length === 0) return nothing
    const from = source === undefined ? {} : { source }
    return customerDescribed({ customer: target.customer, attributes: Object.fromEntries(fresh), ...from })
  },
)
