import { contractEnded, contractSigned } from '@ledger/customers'
import { view } from '@ledger/read-store'
import { dayNumber } from '@ledger/values'

export interface ContractDays {
  readonly contract: string
  /** Days since 1970-01-01. */
  readonly signed: number
  readonly ended?: number
  /** Of its value, where it has one. */
  readonly currency?: string
  /** Positions of the events behind it. */
  readonly events: readonly number[]
}

/** When a customer's contracts ran: an ended contract makes a customer churn (L01). */
export interface CustomerContracts {
  readonly customer: string
  readonly contracts: readonly ContractDays[]
}

export const customerContracts = view('customer-contracts', {
  version: 1,
  reads: [contractSigned, contractEnded],
  keys: ({ data }) => [data.customer],
  fold: (known: CustomerContracts | undefined, event): CustomerContracts => {
    const { customer, contract } = event.data
    const { contracts } = known ?? { contracts: [] }
    const day = dayNumber(event.data.day)
    if (event.type === 'ContractSigned') {
      const { currency } = event.data
      const signed = {
        contract,
        signed: day,
        ...(currency === undefined ? {} : { currency }),
        events: [event.position],
      }
      return { customer, contracts: [...contracts, signed] }
    }
    const ended = (one: ContractDays) => ({ ...one, ended: day, events: [...one.events, event.position] })
    return { customer, contracts: contracts.map((one) => (one.contract === contract ? ended(one) : one)) }
  },
})
