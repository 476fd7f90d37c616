import {
  contractEnded,
  contractSigned,
  customerDescribed,
  customerErased,
  erasureCompleted,
  purchaseRecorded,
  purchaseReversed,
} from '@ledger/customers'
import { erased, isErased } from '@ledger/event-sourcing'
import { view } from '@ledger/read-store'

/** One customer: attributes (readable while the key of the person is there), and what they bought and signed. */
export interface CustomerProfile {
  readonly customer: string
  readonly attributes: Readonly<Record<string, string | number | boolean>> | { readonly erased: true }
  readonly purchases: number
  /** Sum of revenue per currency, in its smallest unit. */
  readonly revenue: Readonly<Record<string, number>>
  readonly contracts: readonly { readonly contract: string; readonly signed: string; readonly ended?: string }[]
  readonly revision: number
  readonly changedAt: string
}

export const customerProfiles = view('customers', {
  version: 3,
  reads: [
    customerDescribed,
    purchaseRecorded,
    purchaseReversed,
    contractSigned,
    contractEnded,
    customerErased,
    // Says nothing new of them; without it the revision would not be that of the stream.
    erasureCompleted,
  ] as const,
  personal: ['attributes'],
  indexes: [['customer'], ['purchases']],
  keys: ({ data }) => [data.customer],
  fold: (known: CustomerProfile | undefined, event): CustomerProfile => {
    const { customer } = event.data
    const profile = known ?? {
      customer,
      attributes: {},
      purchases: 0,
      revenue: {},
      contracts: [],
      revision: 0,
      changedAt: '',
    }
    const { revision, metadata } = event
    return { ...folded(profile, event), revision, changedAt: metadata.recordedAt }
  },
})

type Folded = ReturnType<
  | typeof customerDescribed
  | typeof purchaseRecorded
  | typeof purchaseReversed
  | typeof contractSigned
  | typeof contractEnded
  | typeof customerErased
  | typeof erasureCompleted
>

function folded(profile: CustomerProfile, event: Folded): CustomerProfile {
  switch (event.type) {
    case 'CustomerDescribed': {
      const { attributes } = event.data
      if (isErased(attributes)) return { ...profile, attributes }
      const merged = Object.entries({ ...(isErased(profile.attributes) ? {} : profile.attributes), ...attributes })
      const kept = merged.filter((one): one is [string, string | number | boolean] => one[1] !== null)
      return { ...profile, attributes: Object.fromEntries(kept) }
    }
    case 'CustomerErased':
      return { ...profile, attributes: erased }
    case 'ErasureCompleted':
      return profile
    case 'PurchaseRecorded':
      return added(profile, event.data.currency, event.data.revenue, 1)
    case 'PurchaseReversed':
      return added(profile, event.data.currency, -event.data.revenue, -1)
    case 'ContractSigned': {
      const { contract, day } = event.data
      return { ...profile, contracts: [...profile.contracts, { contract, signed: day }] }
    }
    case 'ContractEnded': {
      const { contract, day } = event.data
      const ended = profile.contracts.map((one) => (one.contract === contract ? { ...one, ended: day } : one))
      return { ...profile, contracts: ended }
    }
  }
}

const added = (profile: CustomerProfile, currency: string, revenue: number, purchases: number): CustomerProfile => ({
  ...profile,
  purchases: profile.purchases + purchases,
  revenue: { ...profile.revenue, [currency]: (profile.revenue[currency] ?? 0) + revenue },
})
