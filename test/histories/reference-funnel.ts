import type { Recorded } from '@ledger/event-sourcing'

/** A person of a campaign as the raw events tell it: when each stage was first reached, and where they belong. */
export interface Way {
  readonly times: Readonly<Record<string, number>>
  readonly groups: readonly string[]
  readonly waves: readonly string[]
}

export interface ReferenceStage {
  readonly recorded: boolean
  readonly count: number
  readonly beside: number
  readonly of: number | undefined
  readonly median: number | undefined
}

// The fields of an event are looked up by name, as a reader of the feed does.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Told = any

/** Which events bring somebody to a stage for good, whatever comes after. */
const FOR_GOOD: Readonly<Record<string, readonly string[]>> = {
  targeted: ['CustomerTargeted'],
  invited: ['ParticipantInvited'],
  accepted: ['InvitationAccepted'],
  registered: ['ParticipantRegistered', 'OfferAccepted', 'RegistrationTakenOver'],
  qualified: ['ParticipantQualified'],
  opportunity: ['OpportunityOpened'],
  contract: ['ContractSigned'],
  feedback: ['FeedbackGiven'],
}

/** Every person of a campaign and their way, looked up in the raw events person by person. */
export function waysOf(log: readonly Recorded[], campaign: string): readonly Way[] {
  const own = log.filter(({ data }) => (data as Told).campaign === campaign)
  const people = new Set(own.flatMap(({ data }) => ((data as Told).customer ?? []) as string | string[]).flat())
  return [...people].map((customer) => wayOf(own.filter(({ data }) => (data as Told).customer === customer)))
}

function wayOf(events: readonly Recorded[]): Way {
  const all = (...types: readonly string[]) => events.filter(({ type }) => types.includes(type))
  const times: Record<string, number> = {}
  const reach = (stage: string, moments: readonly number[]) => {
    if (moments.length > 0) times[stage] = Math.min(...moments)
  }
  for (const [stage, types] of Object.entries(FOR_GOOD)) reach(stage, all(...types).map(timeOf))
  reach('delivered', deliveries(all('InvitationDelivered', 'InvitationBounced')))
  const undone = all('CheckInUndone').map(({ data }) => (data as Told).scan)
  const here = all('ParticipantCheckedIn', 'AttendanceTakenOver')
  reach('attended', here.filter(({ data }) => !undone.includes((data as Told).scan)).map(timeOf))
  const back = all('PurchaseReversed').map(({ data }) => (data as Told).purchase)
  const bought = all('PurchaseRecorded').filter(({ data }) => !back.includes((data as Told).purchase))
  reach('purchased', bought.map(timeOf))
  const named = (field: string, ...types: readonly string[]) => [
    ...new Set(all(...types).map(({ data }) => (data as Told)[field] as string)),
  ]
  const invitations = events.filter(({ type }) => /^(ParticipantInvited|Invitation)/.test(type)).map(({ type }) => type)
  return {
    times,
    groups: named('group', 'CustomerTargeted', ...invitations),
    waves: named('wave', ...invitations),
  }
}

const timeOf = ({ metadata }: Recorded): number => Date.parse(metadata.occurredAt)

/** When invitations arrived and stayed: what was said of a wave last in the world holds, since the last bounce before it. */
function deliveries(said: readonly Recorded[]): readonly number[] {
  const waves = [...new Set(said.map(({ data }) => (data as Told).wave as string))]
  return waves.flatMap((wave) => {
    const words = said.filter(({ data }) => (data as Told).wave === wave)
    const inOrder = words.toSorted((a, b) => timeOf(a) - timeOf(b))
    const since = inOrder.findLastIndex(({ type }) => type === 'InvitationBounced')
    const first = inOrder[since + 1]
    return first === undefined ? [] : [timeOf(first)]
  })
}

/** A person counts at a stage who reached it and all before it; a stage that nobody keeps is passed over. */
export function funnelOf(ways: readonly Way[], everybody: readonly Way[], stages: readonly string[]): ReferenceStage[] {
  const reached = (of: readonly Way[], stage: string) => of.filter(({ times }) => times[stage] !== undefined)
  const kept = stages.map(
    (stage, at) =>
      reached(everybody, stage).length > 0 || stages.slice(at).every((later) => reached(everybody, later).length === 0),
  )
  return stages.map((stage, at) => {
    if (!kept[at]) return { recorded: false, count: 0, beside: 0, of: undefined, median: undefined }
    const before = stages.slice(0, at).filter((_, index) => kept[index])
    const through = (names: readonly string[]) => names.reduce((people, name) => reached(people, name), ways)
    const count = reached(through(before), stage).length
    const last = before.at(-1)
    const steps = last === undefined ? [] : reached(reached(ways, last), stage)
    return {
      recorded: true,
      count,
      beside: reached(ways, stage).length - count,
      of: last === undefined || through(before).length === 0 ? undefined : through(before).length,
      median: medianOf(steps.map(({ times }) => times[stage]! - times[last!]!)),
    }
  })
}

function medianOf(numbers: readonly number[]): number | undefined {
  if (numbers.length === 0) return undefined
  const sorted = numbers.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1]!, sorted[Math.floor(sorted.length / 2)]!]
  return (low + high) / 2
}
