import { commandRoute } from '@ledger/http'
import { describeCustomer } from './describe-customer/describe-customer.js'
import { endContract } from './end-contract/end-contract.js'
import { eraseCustomer } from './erase-customer/erase-customer.js'
import { recordPurchase } from './record-purchase/record-purchase.js'
import { reversePurchase } from './reverse-purchase/reverse-purchase.js'
import { signContract } from './sign-contract/sign-contract.js'

const tag = 'Customers'
const at = (verb: string) => `customers/:customer/${verb}`

/** What can be recorded of a customer, and where. */
export const customerControllers = [
  commandRoute(describeCustomer, {
    path: at('describe'),
    summary: 'Record attributes, sealed with the key of this person (C05, C06)',
    tag,
  }),
  commandRoute(recordPurchase, { path: at('record-purchase'), summary: 'Record a purchase (A01)', tag }),
  commandRoute(reversePurchase, { path: at('reverse-purchase'), summary: 'Take a purchase back', tag }),
  commandRoute(signContract, { path: at('sign-contract'), summary: 'Record a contract that was signed', tag }),
  commandRoute(endContract, { path: at('end-contract'), summary: 'Record the end of a contract (L01)', tag }),
  commandRoute(eraseCustomer, {
    path: at('erase'),
    summary: 'Erase a person: destroy the key, for ever (C05, Z04)',
    tag,
    ability: 'erase',
  }),
]
