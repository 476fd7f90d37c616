import { refuse } from '@ledger/event-sourcing'
import type { Refusal } from '@ledger/event-sourcing'
import { Currency, Day, Id, Text, WholeNumber } from '@ledger/fields'
import type { CampaignState } from './campaign.js'

/** What a cost and a commitment say alike. */
export class Charge {
  @Id({ about: 'A budget line of the approved plan.', example: 'stand' })
  line: string

  @WholeNumber({ ofMoney: true, min: 1, about: 'In the smallest unit of the currency.', example: 125_000 })
  amount: number

  @Currency()
  currency: string

  @Day({ about: 'The day of the cost, or on which it was committed.' })
  day: string

  @Id({ optional: true })
  supplier?: string

  @Text({ optional: true, about: 'The document behind it, by reference.' })
  document?: string
}

/**
 * Refuses (`currency-differs`, `budget-line-unknown`, `sum-too-large`) what the approved plan has no place for. `freed`
 * is taken off what is committed at the same time.
 */
export function charged(campaign: CampaignState, { line, amount, currency }: Charge, freed = 0): Refusal | undefined {
  const plan = campaign.approvedPlan!
  if (currency !== plan.currency) return refuse('currency-differs', { currency: plan.currency })
  if (!plan.budget.some(({ id }) => id === line)) return refuse('budget-line-unknown', { line })
  return reckoned(campaign, amount, freed)
}

/** Refuses (`sum-too-large`) where what is spent and committed could no longer be added up to the cent. */
export function reckoned({ spent, committed }: CampaignState, more: number, less: number): Refusal | undefined {
  const sum = spent + committed - less + more
  return sum > Number.MAX_SAFE_INTEGER ? refuse('sum-too-large', { spent, committed }) : undefined
}
