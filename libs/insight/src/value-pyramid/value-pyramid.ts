import { Inject } from '@nestjs/common'
import { Query, QueryHandler } from '@nestjs/cqrs'
import type { IQueryHandler } from '@nestjs/cqrs'
import { States } from '@ledger/event-sourcing'
import { problem } from '@ledger/http'
import { Views } from '@ledger/read-store'
import type { Vantage } from '@ledger/time-travel'
import { isoDay } from '@ledger/values'
import { pyramid } from '../calculation/pyramid.js'
import type { Pyramid } from '../calculation/pyramid.js'
import type { TierCuts } from '@ledger/policies'
import { sinceOf } from '../value/asked.js'
import type { ValueKind } from '../value/asked.js'
import { currencyOf } from '../value/currencies.js'
import { readHistory } from '../value/history.js'
import { cutsInForce } from '../value/policy-in-force.js'
import type { InForce } from '../value/policy-in-force.js'

/** The value pyramid as of a day; amounts in the smallest unit of the currency. */
export interface ValuePyramid extends Omit<Pyramid, 'asOf'> {
  readonly asOf: string
  readonly since?: string
  readonly value: ValueKind
  readonly currency: string
  readonly cuts: InForce<TierCuts>
}

export interface PyramidAsked {
  /** Days since 1970-01-01, as is `since`. */
  readonly asOf: number
  /** The first day of the window over which value is reckoned; all that was ever bought where nothing is said. */
  readonly since?: number | undefined
  readonly value: ValueKind
  readonly currency?: string | undefined
  readonly cuts?: string | undefined
}

/** Which customers carry the business (A04): tiers A to D as of a day, and how concentrated the value is. */
export class ValuePyramidQuery extends Query<ValuePyramid> {
  constructor(
    readonly asked: PyramidAsked,
    /** From where it is looked at; from today where nothing is said. */
    readonly from?: Vantage,
  ) {
    super()
  }
}

@QueryHandler(ValuePyramidQuery)
export class ValuePyramidHandler implements IQueryHandler<ValuePyramidQuery> {
  constructor(
    @Inject(Views) readonly views: Views,
    @Inject(States) readonly states: States,
  ) {}

  async execute({ asked, from }: ValuePyramidQuery): Promise<ValuePyramid> {
    const { views, states } = from ?? this
    const { asOf, value, since } = asked
    const cuts = await cutsInForce(states, asked.cuts)
    const currency = await currencyOf(views, asked.currency)
    const history = await readHistory(views, { currency, value, since }, [asOf])
    const measured = pyramid(history, asOf, cuts.value)
    if (measured.gain > Number.MAX_SAFE_INTEGER)
      throw problem(422, 'sum-inexact', 'The amounts add up to more than can be reckoned to the cent')
    return { ...measured, asOf: isoDay(asOf), ...sinceOf(asked), value, currency, cuts }
  }
}
