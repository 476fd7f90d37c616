import { Customer } from '@ledger/customers'
import { itemRoute, listRoute } from '@ledger/http'
import { customerProfiles } from './profiles.js'
import type { CustomerProfile } from './profiles.js'

const tag = 'Customers'

export const customerRoutes = [
  listRoute(customerProfiles, {
    path: 'customers',
    operation: 'listCustomers',
    summary: 'Customers with what they bought and signed',
    tag,
    filters: { customer: { field: 'customer' } },
    sorts: { customer: 'customer', purchases: 'purchases' },
    past: () => ({ name: 'customers', streamPrefixes: [Customer.stream({ customer: '' })] }),
    present: ({ document }) => document,
    columns: {
      customer: (one: CustomerProfile) => one.customer,
      purchases: (one: CustomerProfile) => one.purchases,
      revenue: (one: CustomerProfile) =>
        Object.entries(one.revenue)
          .map(([currency, sum]) => `${currency} ${sum}`)
          .join('; '),
      attributes: (one: CustomerProfile) => JSON.stringify(one.attributes),
    },
  }),
  itemRoute(customerProfiles, {
    path: 'customers/:customer',
    operation: 'getCustomer',
    summary: 'One customer: attributes, purchases, contracts',
    tag,
    unknown: 'customer-unknown',
    key: ({ customer }) => customer!,
    stream: ({ customer }) => Customer.stream({ customer: customer! }),
    revision: ({ revision }) => revision,
    present: ({ document }) => document,
  }),
]
