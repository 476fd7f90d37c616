import { campaignBoard, campaignEvents } from '@ledger/campaigns'
import { customerEvents, recordPurchase } from '@ledger/customers'
import type { RecordPurchase } from '@ledger/customers'
import type { AnyEventDefinition } from '@ledger/event-sourcing'
import { followUp } from '@ledger/event-sourcing'
import { customerContracts, customerProfiles, participants, purchaseYears } from '@ledger/insight'
import { deskEvents, inviteParticipant, participationEvents } from '@ledger/participation'
import { overheadEvents, overheadMonths } from '@ledger/overheads'
import { policyEvents } from '@ledger/policies'
import type { View } from '@ledger/read-store'
import { workEvents, works } from '@ledger/work'
import type { BulkKind } from '@ledger/work'

/** Every kind of event that the ledger ever records. */
export const events: readonly AnyEventDefinition[] = [
  ...campaignEvents,
  ...participationEvents,
  ...deskEvents,
  ...customerEvents,
  ...overheadEvents,
  ...policyEvents,
  ...workEvents,
]

/** Every read model. */
export const views = [
  campaignBoard,
  participants,
  purchaseYears,
  customerContracts,
  customerProfiles,
  overheadMonths,
  works,
] as unknown as readonly View[]

interface Wave {
  readonly campaign: string
  readonly wave: string
  readonly group: string
  readonly channel: string
}

/** What can be done in bulk: how one item becomes a command. */
export const bulkKinds: readonly BulkKind<never, never>[] = [
  {
    name: 'invitations',
    idOf: (customer: string) => customer,
    follow: ({ campaign, ...wave }: Wave, customer: string) =>
      followUp(inviteParticipant, { campaign, customer }, wave as never),
  },
  {
    name: 'purchases',
    idOf: ({ customer, purchase }: RecordPurchase & { customer: string }) => `${customer}/${purchase}`,
    follow: (_: object, { customer, ...purchase }: RecordPurchase & { customer: string }) =>
      followUp(recordPurchase, { customer }, purchase),
  },
] as unknown as readonly BulkKind<never, never>[]
