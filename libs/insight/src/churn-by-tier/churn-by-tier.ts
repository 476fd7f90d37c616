import { Inject } from '@nestjs/common'
import { Query, QueryHandler } from '@nestjs/cqrs'
import type { IQueryHandler } from '@nestjs/cqrs'
import { States } from '@ledger/event-sourcing'
import { Views } from '@ledger/read-store'
import type { Vantage } from '@ledger/time-travel'
import { isoDay } from '@ledger/values'
import { churnByMonth, churnByTier, daysOfMonth } from '../calculation/churn.js'
import type { ChurnByTier, MonthOfChurn } from '../calculation/churn.js'
import type { TierCuts } from '@ledger/policies'
import { sinceOf } from '../value/asked.js'
import type { PyramidAsked } from '../value-pyramid/value-pyramid.js'
import { currencyOf } from '../value/currencies.js'
import { readHistory } from '../value/history.js'
import { churnDaysInForce, cutsInForce } from '../value/policy-in-force.js'
import type { InForce } from '../value/policy-in-force.js'

/** Under which settings churn was measured. */
export interface ChurnSettings {
  readonly since?: string
  readonly value: PyramidAsked['value']
  readonly currency: string
  readonly cuts: InForce<TierCuts>
  /** Churned: no purchase for more than this many days. */
  readonly days: InForce<number>
}

export type ChurnAsOfDay = Omit<ChurnByTier, 'asOf'> & ChurnSettings & { readonly asOf: string }

export type ChurnByMonth = ChurnSettings & {
  readonly months: readonly (Omit<MonthOfChurn, 'from' | 'to'> & { readonly from: string; readonly to: string })[]
}

export interface ChurnAsked extends PyramidAsked {
  readonly days?: string | undefined
}

/** Who of each tier is churned as of a day (L01). */
export class ChurnByTierQuery extends Query<ChurnAsOfDay> {
  constructor(
    readonly asked: ChurnAsked,
    /** From where it is looked at; from today where nothing is said. */
    readonly from?: Vantage,
  ) {
    super()
  }
}

/** How churn moves from month to month, by the tier at the start of each month (L02). */
export class ChurnByMonthQuery extends Query<ChurnByMonth> {
  constructor(
    readonly asked: Omit<ChurnAsked, 'asOf'>,
    readonly months: readonly string[],
    /** From where it is looked at; from today where nothing is said. */
    readonly from?: Vantage,
  ) {
    super()
  }
}

async function settingsOf(views: Views, states: States, asked: Omit<ChurnAsked, 'asOf'>): Promise<ChurnSettings> {
  return {
    ...sinceOf(asked),
    value: asked.value,
    currency: await currencyOf(views, asked.currency),
    cuts: await cutsInForce(states, asked.cuts),
    days: await churnDaysInForce(states, asked.days),
  }
}

@QueryHandler(ChurnByTierQuery)
export class ChurnByTierHandler implements IQueryHandler<ChurnByTierQuery> {
  constructor(
    @Inject(Views) readonly views: Views,
    @Inject(States) readonly states: States,
  ) {}

  async execute({ asked, from }: ChurnByTierQuery): Promise<ChurnAsOfDay> {
    const { views, states } = from ?? this
    const settings = await settingsOf(views, states, asked)
    const history = await readHistory(views, { ...asked, currency: settings.currency }, [asked.asOf])
    const measured = churnByTier(history, asked.asOf, { days: settings.days.value, cuts: settings.cuts.value })
    return { ...settings, ...measured, asOf: isoDay(asked.asOf) }
  }
}

@QueryHandler(ChurnByMonthQuery)
export class ChurnByMonthHandler implements IQueryHandler<ChurnByMonthQuery> {
  constructor(
    @Inject(Views) readonly views: Views,
    @Inject(States) readonly states: States,
  ) {}

  async execute({ asked, months, from }: ChurnByMonthQuery): Promise<ChurnByMonth> {
    const { views, states } = from ?? this
    const settings = await settingsOf(views, states, asked)
    const history = await readHistory(views, { ...asked, currency: settings.currency }, months.flatMap(daysOfMonth))
    const policy = { days: settings.days.value, cuts: settings.cuts.value }
    return {
      ...settings,
      months: churnByMonth(history, months, policy).map((one) => ({
        ...one,
        from: isoDay(one.from),
        to: isoDay(one.to),
      })),
    }
  }
}
