import { Button, NativeSelect } from '@mantine/core'
import { Chart } from '../charts/chart'
import { saveRows } from '../charts/csv'
import { usePalette } from '../charts/palette'
import { DataTable } from '../shared/data-table'
import type { Column } from '../shared/data-table'
import { count, monthOf } from '../shared/format'
import { texts } from '../texts'
import { useFigure } from './churn-behind'
import { flowOption } from './flow-option'
import { movesOf, summaryOf } from './moves'
import type { Move } from './moves'
import { Tried } from './tried'
import type { Month, Wanted } from './use-churn'

const words = texts.churn

interface Props {
  readonly months: readonly Month[]
  readonly wanted: Wanted
  readonly month: string | undefined
  readonly onMonth: (month: string) => void
}

/** From which tier to which the customers of a month went. */
export function MovesFlow({ months, wanted, month, onMonth }: Props) {
  const palette = usePalette()
  const shown = months.find((one) => one.month === month) ?? months.at(-1)!
  const moves = movesOf(shown.moves)
  const { up, down, stay, fresh } = summaryOf(moves)
  const figure = useFigure()
  const open = ({ from, to }: Move) => figure.open({ tier: from, in: shown.month, into: to })
  return (
    <Chart
      title={words.flow}
      name="moves"
      says={words.flowSays(count(up), count(down), count(stay), count(fresh))}
      option={flowOption(moves, palette)}
      height={380}
      aside={
        <>
          <Tried wanted={wanted} />
          <NativeSelect
            label={words.flowMonth}
            data={months.map((one) => ({ value: one.month, label: monthOf(one.month) }))}
            value={shown.month}
            onChange={(event) => onMonth(event.currentTarget.value)}
            w={180}
            mb="md"
          />
        </>
      }
      table={
        <DataTable caption={words.flow} columns={columns(open)} rows={moves} id={({ from, to }) => `${from} ${to}`} />
      }
      onCsv={() =>
        saveRows(
          [[words.start, words.end, words.customers], ...moves.map((one) => [one.from, one.to, one.customers])],
          `moves-${shown.month}`,
        )
      }
      onClick={({ data }) => {
        const { move } = (data ?? {}) as { move?: Move }
        if (move) open(move)
      }}
    />
  )
}

const named = (tier: Move['from']): string => (tier === 'none' ? words.none : tier)

const columns = (open: (move: Move) => void): readonly Column<Move>[] => [
  { title: words.start, cell: ({ from }) => named(from) },
  { title: words.end, cell: ({ to }) => to },
  {
    title: words.moved,
    right: true,
    cell: (move) => (
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={`${named(move.from)} → ${move.to}: ${count(move.customers)}`}
        onClick={() => open(move)}
      >
        {count(move.customers)}
      </Button>
    ),
  },
]
