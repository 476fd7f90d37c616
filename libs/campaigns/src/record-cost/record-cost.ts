import { decide, nothing, refuse } from '@ledger/event-sourcing'
import { Currency, Day, Id, Text, WholeNumber } from '@ledger/fields'
import { own } from '@ledger/values'
import { costRecorded } from '../campaign/campaign.events.js'
import { Campaign, digestOfCost } from '../campaign/campaign.js'
import { inPhase, sinceApproval } from '../campaign/rules.js'

export class RecordCost {
  @Id({
    about: 'Your own id of the cost, such as an invoice number; the same id is the same cost.',
    example: 'invoice-4711',
  })
  cost: string

  @Id({ about: 'A budget line of the approved plan.', example: 'stand' })
  line: string

  @WholeNumber({ min: 1, about: 'In the smallest unit of the currency.', example: 125_000 })
  amount: number

  @Currency()
  currency: string

  @Day({ about: 'The day of the cost.' })
  day: string

  @Id({ optional: true })
  supplier?: string

  @Text({ optional: true, about: 'The document behind it, by reference.' })
  document?: string
}

/** A direct cost (E01). An invoice that comes after the evaluation is taken, and says so; the evaluation stays. */
export const recordCost = decide(Campaign, RecordCost, {}, (campaign, command, { target }) => {
  const refusal = inPhase(campaign, sinceApproval)
  if (refusal) return refusal
  const { cost, line, amount, currency } = command
  const known = own(campaign.costs, cost)
  // Said again is said once, and a reversal stands: who repeats a request must not record a cost a second time.
  if (known) {
    const same = known.digest === digestOfCost(command)
    return same ? nothing : refuse('cost-exists', { cost, line: known.line, amount: known.amount })
  }
  const plan = campaign.approvedPlan!
  if (currency !== plan.currency) return refuse('currency-differs', { currency: plan.currency })
  if (!plan.budget.some(({ id }) => id === line)) return refuse('budget-line-unknown', { line })
  if (campaign.spent + amount > Number.MAX_SAFE_INTEGER) return refuse('sum-too-large', { spent: campaign.spent })
  const late = campaign.phase === 'evaluated' ? ({ afterEvaluation: true } as const) : {}
  return costRecorded({ campaign: target.campaign, ...command, ...late })
})
