import type { Participant } from '../people/use-participants'

/** What can be recorded of one person in a campaign. */
export interface PersonCommand {
  readonly name: 'accept' | 'decline' | 'acceptOffer' | 'declineOffer' | 'qualify' | 'cancelSeat' | 'reject'
  readonly possible: (person: Participant) => boolean
  /** Below `campaigns/<campaign>/`. */
  readonly path: (customer: string) => string
  /** Whether it is a command of the desk, which names the person in its body. */
  readonly atDesk?: true
  /** Whether it takes, or needs, a reason. */
  readonly reason?: 'may' | 'must'
}

const answers = ({ at, answer }: Participant) => at.invited !== undefined && answer === undefined
const stands =
  (...statuses: readonly string[]) =>
  ({ registration }: Participant) =>
    registration !== undefined && statuses.includes(registration.status)
const person = (step: string) => (customer: string) => `participants/${customer}/${step}`
const desk = (step: string) => () => `desk/${step}`

export const personCommands: readonly PersonCommand[] = [
  { name: 'accept', possible: answers, path: person('accept') },
  { name: 'decline', possible: answers, path: person('decline') },
  { name: 'acceptOffer', possible: stands('offered'), path: desk('accept-offer'), atDesk: true },
  { name: 'declineOffer', possible: stands('offered'), path: desk('decline-offer'), atDesk: true },
  {
    name: 'qualify',
    possible: ({ at }) => at.attended !== undefined && at.qualified === undefined,
    path: person('qualify'),
  },
  {
    name: 'cancelSeat',
    possible: stands('registered', 'waiting', 'offered'),
    path: desk('cancel'),
    atDesk: true,
    reason: 'may',
  },
  {
    name: 'reject',
    possible: stands('registered', 'waiting', 'offered'),
    path: desk('reject'),
    atDesk: true,
    reason: 'must',
  },
]
