import { Alert, Stack, Text } from '@mantine/core'
import { Chart } from '../../charts/chart'
import { saveRows } from '../../charts/csv'
import { usePalette } from '../../charts/palette'
import { Card } from '../../shared/card'
import { DataTable } from '../../shared/data-table'
import type { Column } from '../../shared/data-table'
import { money, units } from '../../shared/format'
import { Empty } from '../../shared/states'
import { useNarrow } from '../../shared/use-narrow'
import { texts } from '../../texts'
import { isLeftOpen } from '../left-open'
import type { Campaign } from '../use-campaign'
import { budgetFigures, budgetInWords } from './budget-figures'
import type { Line } from './budget-figures'
import { budgetOption } from './budget-option'
import { Commitments } from './commitments'
import { Costs } from './costs'

const words = texts.campaign

/** Planned, committed, spent and remaining, line by line and in total, and the documents behind. */
export function Budget({ document }: { readonly document: Campaign }) {
  const { commitments, costs, committed, lines, plan } = document
  return (
    <Stack gap="lg">
      {isLeftOpen(document) && <Alert color="orange">{words.leftOpen(money(committed, plan.currency))}</Alert>}
      {lines.length === 0 ? (
        <Card title={words.budget}>
          <Empty title={words.noBudget} />
        </Card>
      ) : (
        <Lines document={document} />
      )}
      {commitments.length > 0 && (
        <Card title={words.commitments}>
          <Commitments document={document} />
        </Card>
      )}
      <Card title={words.costs}>
        {costs.length === 0 ? <Text c="dimmed">{words.noCosts}</Text> : <Costs document={document} />}
      </Card>
    </Stack>
  )
}

function Lines({ document }: { readonly document: Campaign }) {
  const palette = usePalette()
  const narrow = useNarrow()
  const { campaign, budget, committed, spent, remaining, lines } = document
  const { currency } = document.plan
  const rows = [...lines, { line: '', name: words.total, planned: budget, committed, spent, remaining }]
  const columns: readonly Column<Line>[] = [
    { title: words.line, cell: ({ name }) => name },
    ...budgetFigures.map(([title, of]) => ({ title, right: true, cell: (line: Line) => money(of(line), currency) })),
  ]
  const onCsv = () =>
    saveRows(
      [
        [words.line, ...budgetFigures.map(([title]) => title), texts.draft.currency],
        ...rows.map((line) => [line.name, ...budgetFigures.map(([, of]) => units(of(line), currency)), currency]),
      ],
      `budget-${campaign}`,
    )
  return (
    <Chart
      title={words.budget}
      name="budget"
      says={budgetInWords(document)}
      how={words.howBudget}
      option={budgetOption(lines, currency, palette, narrow)}
      height={Math.max(160, 72 + lines.length * 42)}
      table={<DataTable caption={words.budget} columns={columns} rows={rows} id={({ line }) => line} />}
      onCsv={onCsv}
    />
  )
}
