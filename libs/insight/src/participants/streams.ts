import { Customer } from '@ledger/customers'
import { lastRevisionBefore } from '@ledger/event-sourcing'
import type { Source, StoredEvent } from '@ledger/event-sourcing'
import { Desk, Participation } from '@ledger/participation'
import type { View } from '@ledger/read-store'
import type { Needed, Today } from '@ledger/time-travel'
import { participantKey } from './participant.js'
import { participants } from './participants.js'

interface Naming {
  readonly campaign?: string
  readonly customer?: string
  readonly customers?: readonly string[]
  readonly lapsed?: readonly string[]
}

/** What of the log the participants of a campaign are made of: their ways, its desk, and what was bought because of it. */
export const streamsOfCampaign = (campaign: string): Omit<Needed, 'views'> => ({
  name: `participants ${campaign}`,
  streamPrefixes: [
    Participation.stream({ campaign, customer: '' }),
    Desk.stream({ campaign }),
    Customer.stream({ customer: '' }),
  ],
  mentioning: campaign,
  about: ({ data }) => (data as Naming).campaign === campaign,
  own: { prefix: Participation.stream({ campaign, customer: '' }), forOne: ofOnePerson },
})

/** The same with the view of them: what questions about the people of a campaign need of the past. */
export const neededOfCampaign = (campaign: string): Needed => ({
  ...streamsOfCampaign(campaign),
  views: [participants as unknown as View],
})

/**
 * The same of several campaigns, from one reading of the log: one after the other would read all that customers bought for
 * each of them.
 */
export function neededOfCampaigns(campaigns: readonly string[]): Needed {
  const [one] = campaigns
  if (one !== undefined && campaigns.length === 1) return neededOfCampaign(one)
  const asked = new Set(campaigns)
  return {
    name: `participants ${[...asked].toSorted().join(' ')}`,
    streamPrefixes: [Participation, Desk, Customer].map(({ category }) => `${category}-`),
    about: ({ data }) => asked.has((data as Naming).campaign ?? ''),
    views: [participants as unknown as View],
  }
}

/** Of an event that lists many people, what it says of one of them: whoever keeps it for each would keep all of them for each. */
function ofOnePerson(event: StoredEvent, key: string): StoredEvent {
  const { customers, lapsed, ...data } = event.data as Naming
  const [, customer = ''] = key.split(' ')
  if (customers) return { ...event, data: { ...data, customers: [customer] } }
  return lapsed ? { ...event, data: { ...data, lapsed: [customer] } } : event
}

/** What is recorded of one of them beside their own way stands in two streams, which hold much else: at the desk, and what they bought. */
export async function besideParticipation(
  today: Today,
  campaign: string,
  customer: string,
): Promise<readonly Source[]> {
  const desk = Desk.stream({ campaign })
  const known = await knownAtDesk(today, desk, participantKey(campaign, customer))
  return [
    { stream: desk, about: (event) => personsOf(event).includes(customer), ...(known && { known }) },
    { stream: Customer.stream({ customer }), about: ({ data }) => (data as Naming).campaign === campaign },
  ]
}

/** Where in the stream of the desk a person stands, as far as today's view has come; undefined where it is of no help. */
async function knownAtDesk({ events, views }: Today, desk: string, key: string): Promise<Source['known']> {
  const known = await views.of(participants).known(key)
  if (!known) return undefined
  const through = await lastRevisionBefore(events, desk, known.through + 1)
  return { revisions: known.document?.atDesk ?? [], through }
}

function personsOf({ data }: StoredEvent): readonly (string | undefined)[] {
  const { customer, customers = [], lapsed = [] } = data as Naming
  return [customer, ...customers, ...lapsed]
}
