import { itemRoute, listRoute } from '@ledger/http'
import { Campaign } from '@ledger/campaigns'
import type { Aggregate } from '@ledger/event-sourcing'
import { stages } from '@ledger/policies'
import { Participation } from '@ledger/participation'
import type { Entry } from '@ledger/read-store'
import { participantKey } from './participant.js'
import { answers, registrationStatuses } from './participant.js'
import type { Participant, PresentedParticipant } from './participant.js'
import { participants } from './participants.js'
import { besideParticipation, streamsOfCampaign } from './streams.js'

const tag = 'Participants'

const present = ({
  document: { at, events: _, atDesk: __, purchases: ___, deliveries: ____, bounces: _____, ...person },
}: Entry<Participant>): PresentedParticipant => ({
  ...person,
  at: Object.fromEntries(Object.entries(at).map(([stage, time]) => [stage, new Date(time).toISOString()])),
})

export const participantRoutes = [
  listRoute(participants, {
    path: 'campaigns/:campaign/participants',
    operation: 'listParticipants',
    summary: 'The people of a campaign: groups, waves, answers, registration, and when each stage was reached',
    tag,
    past: ({ campaign }) => streamsOfCampaign(campaign!),
    within: ({ campaign }) => ({ campaign: campaign! }),
    filters: {
      answer: { field: 'answer', oneOf: answers },
      registration: { field: 'registration.status', oneOf: registrationStatuses },
      customer: { field: 'customer' },
    },
    of: { aggregate: Campaign as unknown as Aggregate, unknown: 'campaign-unknown' },
    sorts: { customer: 'customer', since: 'registration.since' },
    present,
    columns: {
      customer: (one: PresentedParticipant) => one.customer,
      groups: (one: PresentedParticipant) => one.groups.join(' '),
      channels: (one: PresentedParticipant) => one.channels.join(' '),
      waves: (one: PresentedParticipant) => one.waves.join(' '),
      answer: (one: PresentedParticipant) => one.answer,
      registration: (one: PresentedParticipant) => one.registration?.status,
      partySize: (one: PresentedParticipant) => one.registration?.partySize,
      ...Object.fromEntries(stages.map((stage) => [stage, (one: PresentedParticipant) => one.at[stage]])),
    },
  }),
  itemRoute(participants, {
    path: 'campaigns/:campaign/participants/:customer',
    operation: 'getParticipant',
    summary: 'One person in one campaign',
    tag,
    unknown: 'participant-unknown',
    key: ({ campaign, customer }) => participantKey(campaign!, customer!),
    stream: ({ campaign, customer }) => Participation.stream({ campaign: campaign!, customer: customer! }),
    beside: ({ campaign, customer }, today) => besideParticipation(today, campaign!, customer!),
    present,
  }),
]
