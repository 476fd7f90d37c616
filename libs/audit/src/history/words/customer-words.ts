import type { customerEvents } from '@ledger/customers'
import { isErased } from '@ledger/event-sourcing'
import type { EventOf } from '@ledger/event-sourcing'
import { because, money } from './sentence.js'
import type { Words } from './sentence.js'

export const customerWords: Words<EventOf<(typeof customerEvents)[number]>> = {
  CustomerDescribed: ({ customer, attributes }, who) =>
    isErased(attributes)
      ? `${who} described ${customer}; what was said is erased.`
      : `${who} described ${customer}: ${Object.keys(attributes).toSorted().join(', ')}.`,
  PurchaseRecorded: ({ customer, purchase, day, revenue, currency, campaign }) =>
    `${customer} bought for ${money(revenue, currency)} on ${day} (purchase ${purchase}${ofCampaign(campaign)}).`,
  PurchaseReversed: ({ customer, purchase, revenue, currency, reason }, who) =>
    `${who} took back purchase ${purchase} of ${customer}, ${money(revenue, currency)}${because(reason)}.`,
  ContractSigned: ({ customer, contract, day, value, currency, campaign }) =>
    `${customer} signed contract ${contract} on ${day}` +
    `${value === undefined ? '' : `, worth ${money(value, currency!)}`}${ofCampaign(campaign)}.`,
  ContractEnded: ({ customer, contract, day, reason }) =>
    `Contract ${contract} of ${customer} ended on ${day}${because(reason)}.`,
  CustomerErased: ({ customer, reason }, who) =>
    `${who} had the personal data of ${customer} erased${because(reason)}.`,
  ErasureCompleted: ({ customer }) => `Nothing personal of ${customer} is kept any more.`,
}

const ofCampaign = (campaign: string | undefined): string => (campaign === undefined ? '' : `, because of ${campaign}`)
