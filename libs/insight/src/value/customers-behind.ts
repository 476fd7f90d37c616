import { Inject } from '@nestjs/common'
import { Query, QueryHandler } from '@nestjs/cqrs'
import type { IQueryHandler } from '@nestjs/cqrs'
import { EventStore, States } from '@ledger/event-sourcing'
import { invalid } from '@ledger/http'
import { Views } from '@ledger/read-store'
import { isoDay } from '@ledger/values'
import { daysOfMonth, isChurned } from '../calculation/churn.js'
import { cutAt, NEVER, populationOf } from '../calculation/customer-history.js'
import type { Cut, CustomerHistory } from '../calculation/customer-history.js'
import { tierNames, tiersOf } from '../calculation/tiers.js'
import type { Tier } from '../calculation/tiers.js'
import { evidenceAt } from '../evidence/evidence.js'
import type { Evidence } from '../evidence/evidence.js'
import type { ChurnAsked } from '../churn-by-tier/churn-by-tier.js'
import { worths } from './asked.js'
import { customerContracts } from './contracts.js'
import { currencyOf } from './currencies.js'
import { readHistory } from './history.js'
import { churnDaysInForce, cutsInForce } from './policy-in-force.js'
import { purchaseYears } from './purchase-years.js'

export const figures = ['customers', 'active', 'churned', 'came-back'] as const
export type FigureName = (typeof figures)[number]

/** Which figure is opened: all customers, those of a tier, and of those the churned, the active, those who came back. */
export interface Figure {
  readonly tier?: Tier | undefined
  readonly month?: string | undefined
  readonly figure?: FigureName | undefined
}

/** A customer behind a figure, with the events that made the amount. */
export interface CustomerBehind {
  readonly customer: string
  readonly tier: Tier
  readonly amount: number
  readonly lastPurchase: string | undefined
  readonly churned: boolean
  readonly events: readonly Evidence[]
}

export function figureOf(asked: string | undefined): FigureName | undefined {
  if (asked === undefined || (figures as readonly string[]).includes(asked)) return asked as FigureName | undefined
  throw invalid([{ field: 'figure', message: `must be one of ${figures.join(', ')}` }], 'query')
}

/** Every figure of the pyramid and of churn opens to the customers and the events that made it (Z06, E15). */
export class CustomersBehindQuery extends Query<{ items: readonly CustomerBehind[]; count: number; next?: string }> {
  constructor(
    readonly asked: ChurnAsked,
    readonly figure: Figure,
    readonly page: { readonly limit: number; readonly after: string | undefined },
  ) {
    super()
  }
}

/** The customers in columns with the tiers of the day (or of the month's start) that the figure is about. */
interface Measured {
  readonly history: CustomerHistory
  readonly start: Cut
  readonly end: Cut
  readonly tiers: Uint8Array
  readonly churnDays: number
}

@QueryHandler(CustomersBehindQuery)
export class CustomersBehindHandler implements IQueryHandler<CustomersBehindQuery> {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(States) private readonly states: States,
    @Inject(EventStore) private readonly events: EventStore,
  ) {}

  async execute({ asked, figure, page: { after, limit } }: CustomersBehindQuery) {
    const currency = await currencyOf(this.views, asked.currency)
    const measured = await this.measure(asked, figure, currency)
    const { ids } = measured.history
    const members = membersOf(measured, figure)
    const wanted = members.filter((index) => after === undefined || ids[index]! > after).slice(0, limit)
    const items: CustomerBehind[] = []
    for (const index of wanted) items.push(await this.behind(measured, index, currency))
    const last = wanted.at(-1)
    const more = last !== undefined && last !== members.at(-1)
    return { items, count: members.length, ...(more ? { next: ids[last]! } : {}) }
  }

  private async measure(asked: ChurnAsked, { month }: Figure, currency: string): Promise<Measured> {
    const cuts = await cutsInForce(this.states, asked.cuts)
    const churnDays = await churnDaysInForce(this.states, asked.days)
    const [from, to] = month === undefined ? [asked.asOf, asked.asOf] : daysOfMonth(month)
    const history = await readHistory(this.views, currency, [from, to], worths[asked.value])
    const start = cutAt(history, from)
    const tiers = tiersOf(start.value, populationOf(history, start), cuts.value)
    return { history, start, end: cutAt(history, to), tiers, churnDays: churnDays.value }
  }

  private async behind(
    { history, start, end, tiers, churnDays }: Measured,
    index: number,
    currency: string,
  ): Promise<CustomerBehind> {
    const customer = history.ids[index]!
    const last = end.lastPurchase[index]!
    return {
      customer,
      tier: tierNames[tiers[index]!]!,
      amount: start.value[index]!,
      lastPurchase: last === NEVER ? undefined : isoDay(last),
      churned: isChurned(end, index, churnDays),
      events: await evidenceAt(this.events, await this.positions(customer, currency, end.day)),
    }
  }

  /** The positions of everything of a customer that a figure as of a day was made from. */
  private async positions(customer: string, currency: string, asOf: number): Promise<readonly number[]> {
    const found: number[] = []
    const query = { filter: { customer, currency }, limit: 1_000 }
    const { entries } = await this.views.of(purchaseYears).find(query)
    for (const { document } of entries) {
      for (const [day, , , , , events] of document.days) if (day <= asOf) found.push(...events)
    }
    const contracts = await this.views.of(customerContracts).get(customer)
    for (const one of contracts?.document.contracts ?? []) if (one.signed <= asOf) found.push(...one.events)
    return found.toSorted((a, b) => a - b)
  }
}

/** Ascending indexes of the customers that a figure counts. */
function membersOf(
  { history, start, end, tiers, churnDays }: Measured,
  { tier, month, figure = 'customers' }: Figure,
): readonly number[] {
  const wanted = tier === undefined ? undefined : tierNames.indexOf(tier)
  const counts = (index: number): boolean => {
    if (wanted !== undefined && tiers[index] !== wanted) return false
    const before = isChurned(start, index, churnDays)
    switch (figure) {
      case 'customers':
        return true
      case 'active':
        return !before
      case 'churned':
        return month === undefined ? before : !before && isChurned(end, index, churnDays)
      case 'came-back':
        return before && end.lastPurchase[index]! > start.day
    }
  }
  return [...populationOf(history, start)].filter(counts)
}
