import type { Campaign } from '../use-campaign'

export interface Line {
  readonly id: string
  readonly name: string
  readonly planned: number
  readonly spent: number
}

/** The lines of the plan that is carried out, with what was spent of each; costs taken back do not count. */
export function budgetLines({
  plan,
  approvedPlan,
  costs,
}: Pick<Campaign, 'plan' | 'approvedPlan' | 'costs'>): readonly Line[] {
  const spentOn = (line: string) =>
    costs.filter((one) => one.line === line && one.reversed === undefined).reduce((sum, { amount }) => sum + amount, 0)
  const lines = (approvedPlan ?? plan).budget.map(({ id, name, amount }) => ({
    id,
    name,
    planned: amount,
    spent: spentOn(id),
  }))
  const known = new Set(lines.map(({ id }) => id))
  const others = [...new Set(costs.map(({ line }) => line))].filter((line) => !known.has(line))
  return [...lines, ...others.map((id) => ({ id, name: id, planned: 0, spent: spentOn(id) }))]
}
