import { Inject } from '@nestjs/common'
import { Query, QueryHandler } from '@nestjs/cqrs'
import type { IQueryHandler } from '@nestjs/cqrs'
import { States } from '@ledger/event-sourcing'
import { problem } from '@ledger/http'
import { Overheads } from '@ledger/overheads'
import type { AllocationKey } from '@ledger/policies'
import { Views } from '@ledger/read-store'
import type { Vantage } from '@ledger/time-travel'
import { sharedOut } from '../calculation/allocation.js'
import type { InForce } from '../value/policy-in-force.js'
import { bearersOf } from './bearers.js'
import type { CampaignOfMonth } from './bearers.js'
import { keyInForce } from './key-in-force.js'

/** The indirect cost of a month as it is shared out among the campaigns of that month (E02). */
export interface SharedOverheads {
  readonly month: string
  readonly key: InForce<AllocationKey>
  /** By code ascending: money of different currencies is never added up. */
  readonly currencies: readonly SharedCurrency[]
}

/** Amounts in the smallest unit of the currency. */
export interface SharedCurrency {
  readonly currency: string
  readonly amount: number
  /** What no campaign bears, since none of this currency has anything of the key in the month: all of it, or nothing. */
  readonly unallocated: number
  /** What all of them have of the key: the smallest unit of the currency, people, days or weights. */
  readonly base: number
  readonly shares: readonly OverheadShare[]
}

export interface OverheadShare {
  readonly campaign: string
  readonly name: string
  /** What it has of the key. */
  readonly base: number
  readonly amount: number
}

export class SharedOverheadsQuery extends Query<SharedOverheads> {
  constructor(
    readonly month: string,
    /** Instead of the one in force, as questions write it: `days`. */
    readonly key?: string,
    /** From where it is looked at; from today where nothing is said. */
    readonly from?: Vantage,
  ) {
    super()
  }
}

@QueryHandler(SharedOverheadsQuery)
export class SharedOverheadsHandler implements IQueryHandler<SharedOverheadsQuery> {
  constructor(
    @Inject(Views) readonly views: Views,
    @Inject(States) readonly states: States,
  ) {}

  async execute({ month, key: asked, from }: SharedOverheadsQuery): Promise<SharedOverheads> {
    const { views, states } = from ?? this
    const key = await keyInForce(states, asked)
    const { state, revision } = await states.current(Overheads, { month })
    if (revision < 0) throw problem(404, 'overheads-unknown', `No indirect cost is known of ${month}`)
    const campaigns = await bearersOf(views, month, key.value)
    const totals = Object.entries(state.totals).toSorted(([a], [b]) => (a < b ? -1 : 1))
    return { month, key, currencies: totals.map(([currency, amount]) => inCurrency(currency, amount, campaigns)) }
  }
}

function inCurrency(currency: string, amount: number, campaigns: readonly CampaignOfMonth[]): SharedCurrency {
  const bearers = campaigns.filter((one) => one.currency === currency)
  const shares = sharedOut(amount, bearers)
  return {
    currency,
    amount,
    unallocated: shares ? 0 : amount,
    base: Number(bearers.reduce((sum, { base }) => sum + base, 0n)),
    shares: bearers.map(({ campaign, name, base }) => ({
      campaign,
      name,
      base: Number(base),
      amount: shares?.get(campaign) ?? 0,
    })),
  }
}
