import { aggregate, digestOf, isErased } from '@ledger/event-sourcing'
import type { EventOf } from '@ledger/event-sourcing'
import { Map } from 'immutable'
import { customerEvents } from './customer.events.js'
import type { Attributes } from './customer.events.js'

/** What decisions about a customer ask for. Persistent maps: a customer has thousands of purchases. */
export interface CustomerState {
  /** By name. */
  readonly attributes: Readonly<Record<string, KnownAttribute>>
  readonly purchases: Map<string, KnownPurchase>
  /** By currency, what was received and spent for all purchases that stand, in its smallest unit. */
  readonly turnover: Readonly<Record<string, number>>
  readonly contracts: Map<string, KnownContract>
  /** Where the person was erased: under way until nothing of them is left. */
  readonly erasure?: 'underway' | 'completed'
}

export interface KnownAttribute {
  readonly value: Attributes[string]
  readonly at: string
}

export interface KnownPurchase {
  readonly digest: string
  readonly day: string
  readonly currency: string
  readonly revenue: number
  readonly productionCost?: number
  readonly directCost?: number
  readonly campaign?: string
  readonly reversed?: true
}

export interface KnownContract {
  readonly digest: string
  readonly signed: string
  readonly ended?: string
}

export type CustomerEvent = EventOf<(typeof customerEvents)[number]>

const initial: CustomerState = { attributes: {}, purchases: Map(), turnover: {}, contracts: Map() }

export const Customer = aggregate({ category: 'customer', ids: ['customer'], events: customerEvents, initial, fold })

function fold(customer: CustomerState, event: CustomerEvent): CustomerState {
  switch (event.type) {
    case 'CustomerDescribed': {
      const { attributes, at } = event.data
      if (isErased(attributes)) return customer
      const told = Object.entries(attributes).map(([name, value]) => [name, { value, at }] as const)
      return { ...customer, attributes: { ...customer.attributes, ...Object.fromEntries(told) } }
    }
    case 'PurchaseRecorded': {
      const { purchase, day, currency, revenue, productionCost, directCost, campaign } = event.data
      const known: KnownPurchase = {
        digest: digestOfFact(event.data),
        day,
        currency,
        revenue,
        ...(productionCost === undefined ? {} : { productionCost }),
        ...(directCost === undefined ? {} : { directCost }),
        ...(campaign === undefined ? {} : { campaign }),
      }
      return turnedOver({ ...customer, purchases: customer.purchases.set(purchase, known) }, known, 1)
    }
    case 'PurchaseReversed': {
      const { purchase } = event.data
      const known = customer.purchases.get(purchase)
      if (!known) return customer
      return turnedOver(
        { ...customer, purchases: customer.purchases.set(purchase, { ...known, reversed: true }) },
        known,
        -1,
      )
    }
    case 'ContractSigned': {
      const { contract, day } = event.data
      return {
        ...customer,
        contracts: customer.contracts.set(contract, { digest: digestOfFact(event.data), signed: day }),
      }
    }
    case 'ContractEnded': {
      const { contract, day } = event.data
      const known = customer.contracts.get(contract)
      return known ? { ...customer, contracts: customer.contracts.set(contract, { ...known, ended: day }) } : customer
    }
    case 'CustomerErased':
      return { ...customer, attributes: {}, erasure: 'underway' }
    case 'ErasureCompleted':
      return { ...customer, erasure: 'completed' }
  }
}

type Amounts = Pick<KnownPurchase, 'revenue' | 'productionCost' | 'directCost'>

/** All that a purchase adds to the sums that it takes part in: while this is exact, every one of them is. */
export const amountsOf = ({ revenue, productionCost = 0, directCost = 0 }: Amounts): number =>
  revenue + productionCost + directCost

function turnedOver(customer: CustomerState, purchase: KnownPurchase, sign: 1 | -1): CustomerState {
  const { currency } = purchase
  const sum = (customer.turnover[currency] ?? 0) + sign * amountsOf(purchase)
  return { ...customer, turnover: { ...customer.turnover, [currency]: sum } }
}

/** What a fact says, whoever says it: the source and the person it is told of apart. */
export function digestOfFact(data: object): string {
  const { customer: _, source: __, ...fact } = data as { customer?: string; source?: string }
  return digestOf(fact)
}
