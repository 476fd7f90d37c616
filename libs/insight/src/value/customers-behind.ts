import { Inject } from '@nestjs/common'
import { Query, QueryBus, QueryHandler } from '@nestjs/cqrs'
import type { IQueryHandler } from '@nestjs/cqrs'
import { EventStore, States } from '@ledger/event-sourcing'
import { exportType, limitOf, momentOf, sendExport } from '@ledger/http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Views } from '@ledger/read-store'
import type { Vantage } from '@ledger/time-travel'
import { isoDay } from '@ledger/values'
import { churnsOn, daysOfMonth, isChurned } from '../calculation/churn.js'
import { cutAt, NEVER, populationOf } from '../calculation/customer-history.js'
import type { Cut } from '../calculation/customer-history.js'
import { tierNames, tiersOf } from '../calculation/tiers.js'
import type { Tier } from '../calculation/tiers.js'
import { evidenceAt, positionsOf } from '../evidence/evidence.js'
import type { Evidence } from '../evidence/evidence.js'
import type { ChurnAsked } from '../churn-by-tier/churn-by-tier.js'
import { customerContracts } from './contracts.js'
import { currencyOf } from './currencies.js'
import { contractsIn, readHistory } from './history.js'
import type { Counted } from './history.js'
import { membersAfter, membersOf } from './members.js'
import type { Figure, Measured } from './members.js'
import { churnDaysInForce, cutsInForce } from './policy-in-force.js'
import { purchaseYears } from './purchase-years.js'

/** A customer behind a figure, with the events that made the amount. */
export interface CustomerBehind {
  readonly customer: string
  readonly tier: Tier | 'none'
  readonly amount: number
  readonly lastPurchase: string | undefined
  readonly churned: boolean
  /** The first day on which they count as churned, if they buy nothing until then; of those who are not yet. */
  readonly churnsOn?: string
  readonly events: readonly Evidence[]
}

export interface CustomersBehind {
  readonly items: AsyncIterable<CustomerBehind>
  /** How many the figure counts. */
  readonly count: number
  readonly next?: string
}

/** Every figure of the pyramid and of churn opens to the customers and the events that made it (Z06, E15). */
export class CustomersBehindQuery extends Query<CustomersBehind> {
  constructor(
    readonly asked: ChurnAsked,
    readonly figure: Figure,
    /** All of them where nothing is said. */
    readonly page: { readonly limit: number; readonly after: string | undefined } = {
      limit: Infinity,
      after: undefined,
    },
    /** From where they are looked at; from today where nothing is said. */
    readonly from?: Vantage,
  ) {
    super()
  }
}

@QueryHandler(CustomersBehindQuery)
export class CustomersBehindHandler implements IQueryHandler<CustomersBehindQuery> {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(States) private readonly states: States,
    @Inject(EventStore) private readonly events: EventStore,
  ) {}

  async execute({ asked, figure, page, from }: CustomersBehindQuery): Promise<CustomersBehind> {
    if (from) {
      const then = new CustomersBehindHandler(from.views, from.states, this.events)
      return then.execute(new CustomersBehindQuery(asked, figure, page))
    }
    const { after, limit } = page
    const currency = await currencyOf(this.views, asked.currency)
    const measured = await this.measure(asked, figure, currency)
    const { ids } = measured.history
    const members = membersOf(measured, figure)
    const wanted = membersAfter(after, members, measured, figure).slice(0, limit)
    const items = this.items(measured, wanted, { ...asked, currency })
    const last = wanted.at(-1)
    const more = last !== undefined && last !== members.at(-1)
    return { items, count: members.length, ...(more ? { next: ids[last]! } : {}) }
  }

  private async *items(
    measured: Measured,
    members: readonly number[],
    counted: Counted,
  ): AsyncGenerator<CustomerBehind> {
    for (const index of members) yield this.behind(measured, index, counted)
  }

  private async measure(asked: ChurnAsked, { month }: Figure, currency: string): Promise<Measured> {
    const cuts = await cutsInForce(this.states, asked.cuts)
    const churnDays = await churnDaysInForce(this.states, asked.days)
    const [from, to] = month === undefined ? [asked.asOf, asked.asOf] : daysOfMonth(month)
    const history = await readHistory(this.views, { ...asked, currency }, [from, to])
    const [start, end] = [cutAt(history, from), cutAt(history, to)]
    const tiersAt = (cut: Cut) => tiersOf(cut.value, populationOf(history, cut), cuts.value)
    const tiers = tiersAt(start)
    return { history, start, end, tiers, tiersAtEnd: from === to ? tiers : tiersAt(end), churnDays: churnDays.value }
  }

  private async behind(
    { history, start, end, tiers, churnDays }: Measured,
    index: number,
    counted: Counted,
  ): Promise<CustomerBehind> {
    const customer = history.ids[index]!
    const last = end.lastPurchase[index]!
    const churns = churnsOn(end, index, churnDays)
    return {
      customer,
      tier: tierNames[tiers[index]!] ?? 'none',
      amount: start.value[index]!,
      lastPurchase: last === NEVER ? undefined : isoDay(last),
      churned: isChurned(end, index, churnDays),
      ...(churns === undefined ? {} : { churnsOn: isoDay(churns) }),
      events: await evidenceAt(this.events, await this.positions(customer, counted, end.day)),
    }
  }

  /** The positions of everything of a customer that a figure as of a day was made from. */
  private async positions(
    customer: string,
    { currency, since = -Infinity }: Counted,
    asOf: number,
  ): Promise<readonly number[]> {
    const found: number[] = []
    const query = { filter: { customer, currency }, limit: 1_000 }
    const { entries } = await this.views.of(purchaseYears).find(query)
    for (const { document } of entries) {
      for (const [day, , , , , events] of document.days) if (day >= since && day <= asOf) found.push(...events)
    }
    const contracts = await this.views.of(customerContracts).get(customer)
    for (const one of contractsIn(contracts?.document.contracts ?? [], { currency, since }))
      if (one.signed <= asOf) found.push(...one.events)
    return found.toSorted((a, b) => a - b)
  }
}

/** As a page of JSON, or all of them as a table. */
export async function sendCustomersBehind(
  queries: QueryBus,
  [asked, figure, vantage]: readonly [ChurnAsked, Figure, Vantage],
  { limit, after }: Readonly<Record<string, string>>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const type = exportType(request)
  if (type) {
    const { items } = await queries.execute(new CustomersBehindQuery(asked, figure, undefined, vantage))
    return sendExport(reply, type, 'customers-behind', items, columns)
  }
  const { items, ...rest } = await queries.execute(
    new CustomersBehindQuery(asked, figure, { limit: limitOf(limit), after }, vantage),
  )
  await reply.send({ items: await Array.fromAsync(items), ...rest, ...momentOf(vantage) })
}

const columns = {
  customer: (one: CustomerBehind) => one.customer,
  tier: (one: CustomerBehind) => one.tier,
  amount: (one: CustomerBehind) => one.amount,
  lastPurchase: (one: CustomerBehind) => one.lastPurchase,
  churned: (one: CustomerBehind) => one.churned,
  churnsOn: (one: CustomerBehind) => one.churnsOn,
  events: (one: CustomerBehind) => positionsOf(one.events),
}
