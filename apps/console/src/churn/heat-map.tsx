import { Button } from '@mantine/core'
import { saveCsv } from '../api/download'
import { Chart } from '../charts/chart'
import { usePalette } from '../charts/palette'
import { useNarrow } from '../shared/use-narrow'
import { DataTable } from '../shared/data-table'
import type { Column } from '../shared/data-table'
import { count, interval, monthOf, percent } from '../shared/format'
import { texts } from '../texts'
import { useFigure } from './churn-behind'
import { heatOption } from './heat-option'
import { Tried } from './tried'
import { cellsOf, highest } from './cells'
import type { Cell } from './cells'
import type { Month, Wanted } from './use-churn'

const words = texts.churn

interface Props {
  readonly months: readonly Month[]
  readonly wanted: Wanted
}

/** The churn rate of each tier in each month, darker where more left. A cell opens to those who did. */
export function HeatMap({ months, wanted }: Props) {
  const palette = usePalette()
  const narrow = useNarrow()
  const cells = cellsOf(months)
  const top = highest(cells)
  const figure = useFigure()
  const open = ({ tier, month }: Cell) => figure.open({ tier, in: month })
  return (
    <Chart
      title={words.heat}
      name="churn"
      says={top?.rate ? words.heatSays(top.tier, percent(top.rate.rate), monthOf(top.month)) : words.heatNone}
      option={heatOption(months, cells, palette, narrow)}
      aside={<Tried wanted={wanted} />}
      height={narrow ? 100 + months.length * 36 : 300}
      table={
        <DataTable
          caption={words.heat}
          columns={columns(open)}
          rows={cells}
          id={({ tier, month }) => `${month} ${tier}`}
        />
      }
      onCsv={() => saveCsv(`/v1/churn-by-tier?${queryOf(wanted)}`, `churn-${wanted.from}-${wanted.to}`)}
      onClick={({ dataIndex }) => cells[dataIndex] && open(cells[dataIndex])}
    />
  )
}

const queryOf = (wanted: Wanted) =>
  new URLSearchParams(Object.entries(wanted).map(([name, value]) => [name, String(value)]))

const columns = (open: (cell: Cell) => void): readonly Column<Cell>[] => [
  { title: words.month, cell: ({ month }) => monthOf(month) },
  { title: texts.value.tier, cell: ({ tier }) => tier },
  { title: words.active, right: true, cell: ({ active }) => count(active) },
  {
    title: words.churned,
    right: true,
    cell: (cell) => (
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={`${words.people(cell.tier, monthOf(cell.month))}: ${count(cell.churned)}`}
        onClick={() => open(cell)}
      >
        {count(cell.churned)}
      </Button>
    ),
  },
  { title: words.rate, right: true, cell: ({ rate }) => percent(rate?.rate) },
  { title: texts.common.interval, right: true, cell: ({ rate }) => (rate ? interval(rate) : '–') },
  { title: words.cameBack, right: true, cell: ({ cameBack }) => count(cameBack) },
]
