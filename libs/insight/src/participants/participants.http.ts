import { itemRoute, listRoute } from '@ledger/http'
import type { Entry } from '@ledger/read-store'
import { participantKey } from './participant.js'
import type { Participant } from './participant.js'
import { participants } from './participants.js'

const tag = 'Participants'

/** Times as moments people can read; the positions behind them open at `/funnel/people`. */
const present = ({ document: { at, events: _, purchases: __, ...person } }: Entry<Participant>) => ({
  ...person,
  at: Object.fromEntries(Object.entries(at).map(([stage, time]) => [stage, new Date(time).toISOString()])),
})
type Presented = Omit<Participant, 'at' | 'events' | 'purchases'> & { readonly at: Readonly<Record<string, string>> }

const stages = [
  'targeted',
  'invited',
  'delivered',
  'accepted',
  'registered',
  'attended',
  'qualified',
  'opportunity',
  'contract',
  'purchased',
]

export const participantRoutes = [
  listRoute(participants, {
    path: 'campaigns/:campaign/participants',
    operation: 'listParticipants',
    summary: 'The people of a campaign: groups, waves, answers, registration, and when each stage was reached',
    tag,
    within: ({ campaign }) => ({ campaign: campaign! }),
    filters: { answer: 'answer', registration: 'registration.status', customer: 'customer' },
    sorts: { customer: 'customer', since: 'registration.since' },
    present,
    columns: {
      customer: (one: Presented) => one.customer,
      groups: (one: Presented) => one.groups.join(' '),
      channels: (one: Presented) => one.channels.join(' '),
      waves: (one: Presented) => one.waves.join(' '),
      answer: (one: Presented) => one.answer,
      registration: (one: Presented) => one.registration?.status,
      partySize: (one: Presented) => one.registration?.partySize,
      ...Object.fromEntries(stages.map((stage) => [stage, (one: Presented) => one.at[stage]])),
    },
  }),
  itemRoute(participants, {
    path: 'campaigns/:campaign/participants/:customer',
    operation: 'getParticipant',
    summary: 'One person in one campaign',
    tag,
    unknown: 'participant-unknown',
    key: ({ campaign, customer }) => participantKey(campaign!, customer!),
    present,
  }),
]
