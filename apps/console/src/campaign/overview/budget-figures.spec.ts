import { describe, expect, it } from '@jest/globals'
import { budgetInWords, lineInWords } from './budget-figures.js'

const line = (name: string, planned: number, committed: number, spent: number) => ({
  line: name,
  name,
  planned,
  committed,
  spent,
  remaining: planned - committed - spent,
})
type Told = Parameters<typeof budgetInWords>[0]
const budget = (...lines: ReturnType<typeof line>[]): Told => {
  const sum = (of: 'planned' | 'committed' | 'spent' | 'remaining') => lines.reduce((all, one) => all + one[of], 0)
  const sums = { committed: sum('committed'), spent: sum('spent'), remaining: sum('remaining') }
  return { budget: sum('planned'), ...sums, lines, plan: { currency: 'EUR' } as Told['plan'] }
}

describe('a budget in words', () => {
  it('says what is spent and what is left', () => {
    expect(budgetInWords(budget(line('Room', 100_000, 0, 20_050)))).toBe(
      '€200.50 of €1,000.00 spent; €799.50 remaining.',
    )
  })

  it('says what is committed, where anything is', () => {
    expect(budgetInWords(budget(line('Room', 100_000, 30_000, 20_000)))).toBe(
      '€200.00 of €1,000.00 spent, €300.00 committed; €500.00 remaining.',
    )
  })

  it('names every line that is not enough, also where the whole is', () => {
    const lines = [line('Room', 1_000, 600, 600), line('Print', 9_000, 0, 0), line('Extra', 0, 0, 100)]
    expect(budgetInWords(budget(...lines))).toBe(
      '€7.00 of €100.00 spent, €6.00 committed; €87.00 remaining. “Room” needs €2.00 more than planned. ' +
        '“Extra” needs €1.00 more than planned.',
    )
    expect(budgetInWords(budget(lines[2]!))).toMatch(/; €1.00 more than planned\./)
  })

  it('says all of a line, figure by figure', () => {
    expect(lineInWords(line('Room', 1_000, 200, 300), 'EUR')).toBe(
      'Room\nPlanned: €10.00\nCommitted: €2.00\nSpent: €3.00\nRemaining: €5.00',
    )
  })
})
