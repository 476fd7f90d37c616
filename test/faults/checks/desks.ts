import type { LoggedEvent } from './log.js'

interface Seat {
  status: 'registered' | 'waiting' | 'offered' | 'gone'
  party: number
  checkedIn: boolean
}

interface Desk {
  capacity: number
  readonly people: Map<string, Seat>
}

/** A plain recount of every desk from its events: never oversold, nobody twice, every move one that can follow the last. */
export function checkDesks(log: readonly LoggedEvent[]): readonly string[] {
  const desks = new Map<string, Desk>()
  const found: string[] = []
  for (const event of log) {
    if (!event.subject.startsWith('desk-')) continue
    const desk = desks.get(event.subject) ?? { capacity: 0, people: new Map<string, Seat>() }
    desks.set(event.subject, desk)
    const wrong = take(desk, event)
    if (wrong) found.push(`${event.subject}@${event.revision} ${event.type}: ${wrong}`)
    const sold = seatsOf(desk)
    if (sold > desk.capacity) {
      found.push(`oversold: ${event.subject}@${event.revision} has ${sold} of ${desk.capacity} seats taken or held`)
    }
  }
  return found
}

/** Seats taken, and seats held by offers. */
const seatsOf = ({ people }: Desk): number =>
  people
    .values()
    .filter(({ status }) => status === 'registered' || status === 'offered')
    .reduce((sum, { party }) => sum + party, 0)

/** Takes an event into account; says what is wrong with it. */
function take(desk: Desk, { type, data }: LoggedEvent): string | undefined {
  const { customer } = data as { customer: string }
  const seat = desk.people.get(customer)
  const live = seat !== undefined && seat.status !== 'gone'
  const become = (status: Seat['status'], ...from: readonly Seat['status'][]): string | undefined => {
    if (!seat || !from.includes(seat.status)) return `${customer} was ${seat?.status ?? 'unknown'}`
    seat.status = status
    return undefined
  }
  switch (type.replace(/\.v\d+$/, '')) {
    case 'DeskOpened':
      desk.capacity = data.capacity as number
      return undefined
    case 'CapacityChanged':
      desk.capacity = data.to as number
      return undefined
    case 'ParticipantRegistered':
    case 'ParticipantWaitlisted': {
      const status = type.startsWith('ParticipantRegistered') ? 'registered' : 'waiting'
      desk.people.set(customer, { status, party: data.partySize as number, checkedIn: false })
      return live ? `doubled: ${customer} was ${seat.status} already` : undefined
    }
    case 'SeatOffered':
      return become('offered', 'waiting')
    case 'OfferAccepted':
      return become('registered', 'offered')
    case 'RegistrationCancelled':
      return become('gone', data.from as Seat['status'])
    case 'OfferDeclined':
    case 'OfferExpired':
      return become('gone', 'offered')
    case 'ParticipantCheckedIn': {
      if (!seat || seat.status !== 'registered' || seat.checkedIn) return `doubled: ${customer} was here already`
      seat.checkedIn = true
      return undefined
    }
    default:
      return undefined
  }
}

/** The desk as the service tells it, against the recount. */
export function seatsIn(log: readonly LoggedEvent[], campaign: string): { capacity: number; sold: number } {
  const desk: Desk = { capacity: 0, people: new Map() }
  for (const event of log) if (event.subject === `desk-${campaign}`) take(desk, event)
  return { capacity: desk.capacity, sold: seatsOf(desk) }
}
