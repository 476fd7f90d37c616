import { Campaign, campaignBoard } from '@ledger/campaigns'
import { Customer } from '@ledger/customers'
import type { Aggregate, Codec, Target } from '@ledger/event-sourcing'
import {
  besideParticipation,
  customerProfiles,
  FunnelHandler,
  FunnelQuery,
  participantKey,
  neededOfCampaign,
  participants,
  tierOf,
  valueNeeds,
} from '@ledger/insight'
import type { Participant } from '@ledger/insight'
import { overheadMonths, Overheads } from '@ledger/overheads'
import { Desk, Participation } from '@ledger/participation'
import { AllocationPolicy, ChurnPolicy, FunnelPolicy, TierCutsPolicy } from '@ledger/policies'
import type { View } from '@ledger/read-store'
import { documentThen } from '@ledger/time-travel'
import type { Needed, Vantage } from '@ledger/time-travel'
import { dayNumber } from '@ledger/values'
import { factsOf } from './facts.js'
import type { Facts } from './facts.js'

/** What is known of a subject from a vantage, and the currency of its money; undefined where nothing is. */
export interface Snapshot {
  readonly facts: Facts
  readonly currency?: string
}

/** How a kind of subject is looked at. */
export interface Looked {
  /** The views that it takes; none where its own streams are enough. */
  readonly needed?: Needed
  look(vantage: Vantage, codec: Codec, day: string): Promise<Snapshot | undefined>
}

/** By the parts of a subject, such as `campaign`, `fair`; it is known to be one. */
export function lookedAt([what = '', ...ids]: readonly string[]): Looked {
  switch (what) {
    case 'campaign':
      return campaign(ids[0]!)
    case 'participant':
      return { look: (vantage, codec) => participant(vantage, codec, ids[0]!, ids[1]!) }
    case 'customer':
      return customer(ids[0]!)
    case 'overheads':
      return overheads(ids[0]!)
    case 'policy':
      return policy(ids)
    default:
      throw new Error(`nobody looks at ${what}`)
  }
}

const viewOf = <D extends object>(view: unknown) => view as View<D>

const campaign = (id: string): Looked => ({
  needed: neededOfCampaign(id),
  async look(vantage, codec) {
    const source = { key: id, sources: [{ stream: Campaign.stream({ campaign: id }) }] }
    const entry = await documentThen(codec, vantage.events, viewOf<CampaignKnown>(campaignBoard), source)
    if (!entry) return undefined
    const { steps: _, revision: __, changedAt: ___, campaign: ____, ...document } = entry.document
    // Reckoned from the plan, the costs and the commitments, of which each difference is told already.
    const { lines: _____, remaining: ______, approvedPlan, ...known } = document
    const approval =
      approvedPlan === undefined ? 'none' : known.amendment === undefined ? 'given' : 'given, an amendment waits'
    const { total } = await new FunnelHandler(vantage.views, vantage.states).execute(
      new FunnelQuery(id, undefined, vantage),
    )
    const funnel = Object.fromEntries(total.map(({ name, count }) => [name, count]))
    return {
      facts: factsOf({ ...known, approval, desk: await desk(vantage, id), funnel }),
      currency: known.plan.currency,
    }
  },
})

interface CampaignKnown {
  readonly plan: { readonly currency: string }
  readonly [field: string]: unknown
}

async function desk({ states }: Vantage, id: string): Promise<object | undefined> {
  const { state, revision } = await states.current(Desk, { campaign: id })
  const { phase, capacity, taken, held, registered } = state
  const waiting = state.waiting.reduce((sum, queue) => sum + queue.size, 0)
  return revision < 0 ? undefined : { phase, capacity, taken, held, registered, waiting }
}

async function participant(
  { events, today }: Vantage,
  codec: Codec,
  ...[inCampaign, id]: readonly [string, string]
): Promise<Snapshot | undefined> {
  const way = { stream: Participation.stream({ campaign: inCampaign, customer: id }) }
  const sources = [way, ...(await besideParticipation(today, inCampaign, id))]
  const source = { key: participantKey(inCampaign, id), sources }
  const entry = await documentThen(codec, events, viewOf<Participant>(participants), source)
  if (!entry) return undefined
  const { at, groups, channels, waves, answer, registration: registered, offer } = entry.document
  const registration = registered && { ...registered, registration: undefined, number: registered.registration }
  const reached = Object.fromEntries(Object.entries(at).map(([stage, time]) => [stage, new Date(time).toISOString()]))
  const inWaves = waves.join(', ')
  return {
    facts: factsOf({ groups, channels, 'in waves': inWaves || undefined, answer, registration, offer, reached }),
  }
}

const customer = (id: string): Looked => ({
  needed: valueNeeds,
  async look(vantage, codec, day) {
    const source = { key: id, sources: [{ stream: Customer.stream({ customer: id }) }] }
    const entry = await documentThen(codec, vantage.events, viewOf<CustomerKnown>(customerProfiles), source)
    if (!entry) return undefined
    const { attributes, purchases, revenue, contracts } = entry.document
    const tier: Record<string, string | undefined> = {}
    for (const currency of Object.keys(revenue))
      tier[currency] = await tierOf(vantage, id, { currency, asOf: dayNumber(day) })
    return { facts: factsOf({ attributes, purchases, revenue, contracts, tier }) }
  },
})

interface CustomerKnown {
  readonly attributes: object
  readonly purchases: number
  readonly revenue: Readonly<Record<string, number>>
  readonly contracts: readonly object[]
}

const overheads = (month: string): Looked => ({
  async look({ events }, codec) {
    const source = { key: month, sources: [{ stream: Overheads.stream({ month }) }] }
    const entry = await documentThen(codec, events, overheadMonths, source)
    if (!entry) return undefined
    const { totals, overheads } = entry.document
    return { facts: factsOf({ totals, overheads: overheads.map(({ position: _, ...told }) => told) }) }
  },
})

function policy([name = '', kind]: readonly string[]): Looked {
  switch (name) {
    case 'funnel-stages':
      return decided(FunnelPolicy, { kind: kind! }, (stages) => ({ stages: stages.map(({ stage }) => stage) }))
    case 'tier-cuts':
      return decided(TierCutsPolicy, { policy: name }, ({ by, ...ends }) => ({ cuts: { basis: by, ...ends } }))
    case 'allocation-key':
      return decided(AllocationPolicy, { policy: name }, ({ by, weights = [] }) => ({
        basis: by,
        weights: Object.fromEntries(weights.map(({ campaign, weight }) => [campaign, weight])),
      }))
    case 'churn-days':
      return decided(ChurnPolicy, { policy: name }, (days) => ({ days }))
    default:
      throw new Error(`nobody looks at the policy ${name}`)
  }
}

const decided = <V>(
  aggregate: Aggregate<{ version: number; value: V }, never, never>,
  target: Target,
  told: (value: V) => object,
): Looked => ({
  async look({ states }) {
    const { state } = await states.current(aggregate, target)
    return { facts: factsOf({ version: state.version, ...told(state.value) }) }
  },
})
