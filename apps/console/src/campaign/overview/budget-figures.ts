import { money } from '../../shared/format'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'

const words = texts.campaign
export type Line = Campaign['lines'][number]

/** What is asked of each line of a budget, in the order of columns. */
export const budgetFigures = [
  [words.planned, ({ planned }: Line) => planned],
  [texts.board.committed, ({ committed }: Line) => committed],
  [texts.board.spent, ({ spent }: Line) => spent],
  [words.remaining, ({ remaining }: Line) => remaining],
] as const

/** One line of a budget, a figure a line. */
export const lineInWords = (line: Line, currency: string): string =>
  [line.name, ...budgetFigures.map(([title, of]) => `${title}: ${money(of(line), currency)}`)].join('\n')

/** What of a budget is spent, committed and left, in sentences; then the lines of which there is too little. */
export function budgetInWords({
  budget,
  committed,
  spent,
  remaining,
  lines,
  plan: { currency },
}: Pick<Campaign, 'budget' | 'committed' | 'spent' | 'remaining' | 'lines' | 'plan'>): string {
  const rest = remaining < 0 ? words.over(money(-remaining, currency)) : words.remain(money(remaining, currency))
  const over = lines.filter((line) => line.remaining < 0)
  return [
    `${usedInWords({ budget, committed, spent, currency })}; ${rest}.`,
    ...over.map((line) => words.lineOver(line.name, money(-line.remaining, currency))),
  ].join(' ')
}

/** What of a budget is spent, and what is committed beside. */
export function usedInWords({
  budget,
  committed,
  spent,
  currency,
}: Pick<Campaign, 'budget' | 'committed' | 'spent'> & { readonly currency: string }): string {
  const spentOf = texts.board.spentOf(money(spent, currency), money(budget, currency))
  return committed > 0 ? texts.board.alsoCommitted(spentOf, money(committed, currency)) : spentOf
}
