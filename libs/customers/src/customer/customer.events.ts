import { event } from '@ledger/event-sourcing'
import type { Erased } from '@ledger/event-sourcing'

/** What is known of a person: all of it is personal data, and sealed with that person's key. `null` takes a value back. */
export type Attributes = Readonly<Record<string, string | number | boolean | null>>

interface Of {
  readonly customer: string
}

/** What a customer bought on one day, in the smallest unit of the currency. */
export interface PurchaseData {
  readonly purchase: string
  /** The calendar day in `zone`: what value and churn are reckoned by. */
  readonly day: string
  readonly zone: string
  readonly revenue: number
  readonly productionCost?: number
  readonly directCost?: number
  readonly currency: string
  readonly products?: readonly { readonly product: string; readonly quantity: number }[]
  readonly campaign?: string
  /** The named source that it was taken over from. */
  readonly source?: string
}

/** `at`: when it was so. What is told later of an earlier time does not take its place. */
export const customerDescribed = event('CustomerDescribed', { personal: ['attributes'] })<
  Of & { attributes: Attributes | Erased; at: string; source?: string }
>()
export const purchaseRecorded = event('PurchaseRecorded')<Of & PurchaseData>()
/** Carries what it takes back, so that a view needs to know nothing of the past. */
export const purchaseReversed = event('PurchaseReversed')<
  Of & Omit<PurchaseData, 'products' | 'source' | 'zone'> & { reason: string }
>()
export const contractSigned = event('ContractSigned')<
  Of & { contract: string; day: string; value?: number; currency?: string; campaign?: string; source?: string }
>()
export const contractEnded = event('ContractEnded')<
  Of & { contract: string; day: string; reason?: string; source?: string }
>()
/** From here on nothing personal is recorded of this person, and what was recorded is shown as erased. */
export const customerErased = event('CustomerErased')<Of & { reason: string }>()
/** The key is destroyed, and nothing that was made of the data is kept any more. */
export const erasureCompleted = event('ErasureCompleted')<Of>()

export const customerEvents = [
  customerDescribed,
  purchaseRecorded,
  purchaseReversed,
  contractSigned,
  contractEnded,
  customerErased,
  erasureCompleted,
] as const
