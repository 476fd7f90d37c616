import type { Stage } from '@ledger/policies'

export const answers = ['accepted', 'declined', 'bounced'] as const

/** One person in one campaign: what a funnel counts once. */
export interface Participant {
  readonly campaign: string
  readonly customer: string
  readonly groups: readonly string[]
  readonly channels: readonly string[]
  readonly waves: readonly string[]
  /** The first time that a stage was reached (ms since 1970), by when it happened in the world. */
  readonly at: Partial<Record<Stage, number>>
  /** Positions of the events that brought the person to a stage. */
  readonly events: Partial<Record<Stage, readonly number[]>>
  /** Purchases that count for the campaign, until they are taken back, by id. */
  readonly purchases?: Readonly<Record<string, PurchaseFact>>
  /** Deliveries, until the invitation bounces after all, by wave and moment. */
  readonly deliveries?: Facts
  /** When an invitation bounced last (ms since 1970), by wave: a delivery of before, told later, is none any more. */
  readonly bounces?: Readonly<Record<string, number>>
  /** The answer to an invitation that was given last. */
  readonly answer?: (typeof answers)[number]
  readonly answeredAt?: string
  readonly registration?: Registration
  /** Revisions of the events in the stream of the desk that concern the person, rising. */
  readonly atDesk?: readonly number[]
  /** An open offer of a freed seat. */
  readonly offer?: { readonly registration: string; readonly expiresAt: string }
  readonly changedAt: string
}

/** A participant as people read one: times are moments; the events behind them open at `/funnel/people`. */
export type PresentedParticipant = Omit<
  Participant,
  'at' | 'events' | 'atDesk' | 'purchases' | 'deliveries' | 'bounces'
> & {
  readonly at: Partial<Record<Stage, string>>
}

/** When each was, in ms since 1970, and the position of its event. */
export type Facts = Readonly<Record<string, readonly [at: number, position: number, ...more: readonly unknown[]]>>

/** The same of a purchase, with what it brought: its day, and the revenue in the smallest unit of the currency. */
export type PurchaseFact = readonly [at: number, position: number, day: string, revenue: number, currency: string]

export interface Registration {
  readonly registration: string
  readonly status: RegistrationStatus
  readonly partySize: number
  readonly priority: number
  /** When the person registered or joined the waitlist. */
  readonly since: string
}

export const registrationStatuses = [
  'registered',
  'waiting',
  'offered',
  'cancelled',
  'rejected',
  'declined',
  'expired',
  'attended',
  'no-show',
] as const
export type RegistrationStatus = (typeof registrationStatuses)[number]

export const participantKey = (campaign: string, customer: string): string => `${campaign} ${customer}`
