import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Attributes as AttributesField, Text } from '@ledger/fields'
import { own } from '@ledger/values'
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

/** Records what is known of a person (C05). Only what is new is recorded, and nothing that was so before what is known. */
export const describeCustomer = decide(
  Customer,
  DescribeCustomer,
  {},
  (customer, { attributes, source }, { target, occurredAt: at, now }) => {
    if (customer.erasure) return refuse('person-erased')
    const fresh = Object.entries(attributes).filter(([name, value]) => {
      const known = own(customer.attributes, name)
      return known ? known.value !== value && known.at <= at : value !== null
    })
    // Two values of one moment: a source that says both would change them at every import. Of what is said now, the later holds.
    const both = fresh.find(([name]) => at !== now && own(customer.attributes, name)?.at === at)
    if (both) return refuse('attribute-contradicts', { attribute: both[0], at })
    if (fresh.length === 0) return nothing
    const from = source === undefined ? {} : { source }
    return customerDescribed({ customer: target.customer, attributes: Object.fromEntries(fresh), at, ...from })
  },
)
