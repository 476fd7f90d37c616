import type { CampaignDocument, Commitment, Money } from './campaign-document.js'

type Lines = Pick<CampaignDocument, 'budget' | 'committed' | 'spent' | 'remaining' | 'lines'>

/**
 * The money of a campaign by the lines of the plan that is carried out, and in total. What stands on a line that this
 * plan has no more is not lost: such a line has nothing planned.
 */
export function budgeted(document: Pick<CampaignDocument, 'plan' | 'approvedPlan' | 'costs' | 'commitments'>): Lines {
  const { plan, approvedPlan = plan, costs, commitments } = document
  const spent = sumsOf(costs.filter(({ reversed }) => reversed === undefined))
  const committed = sumsOf(commitments.filter(isOpen))
  const planned = new Map(approvedPlan.budget.map(({ id, amount }) => [id, amount]))
  const names = new Map(approvedPlan.budget.map(({ id, name }) => [id, name]))
  const lines = [...new Set([...planned.keys(), ...[...costs, ...commitments].map(({ line }) => line)])].map((line) => {
    const sums = { planned: planned.get(line) ?? 0, committed: committed.get(line) ?? 0, spent: spent.get(line) ?? 0 }
    return { line, name: names.get(line) ?? line, ...sums, remaining: remainingOf(sums) }
  })
  const total = (field: 'planned' | 'committed' | 'spent') => lines.reduce((sum, line) => sum + line[field], 0)
  const sums = { planned: total('planned'), committed: total('committed'), spent: total('spent') }
  return { budget: sums.planned, committed: sums.committed, spent: sums.spent, remaining: remainingOf(sums), lines }
}

const isOpen = ({ released, settledBy }: Commitment): boolean => released === undefined && settledBy === undefined

const remainingOf = ({ planned, committed, spent }: Omit<Money, 'remaining'>): number => planned - (committed + spent)

function sumsOf(charges: readonly { readonly line: string; readonly amount: number }[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { line, amount } of charges) sums.set(line, (sums.get(line) ?? 0) + amount)
  return sums
}
