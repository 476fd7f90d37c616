import { Alert, Button, Divider, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { saveRows } from '../../charts/csv'
import { Card } from '../../shared/card'
import { DataTable } from '../../shared/data-table'
import type { Column } from '../../shared/data-table'
import { money, units } from '../../shared/format'
import { texts } from '../../texts'
import { BudgetMeter } from '../budget-meter'
import { isLeftOpen } from '../left-open'
import type { Campaign } from '../use-campaign'
import { Commitments } from './commitments'
import { Costs } from './costs'

const words = texts.campaign
type Line = Campaign['lines'][number]

const figures = [
  [words.planned, ({ planned }: Line) => planned],
  [texts.board.committed, ({ committed }: Line) => committed],
  [texts.board.spent, ({ spent }: Line) => spent],
  [words.remaining, ({ remaining }: Line) => remaining],
] as const

/** Planned, committed, spent and remaining, line by line and in total, and the documents behind. */
export function Budget({ document }: { readonly document: Campaign }) {
  const { budget, committed, spent, remaining, lines, commitments, costs } = document
  const { currency } = document.plan
  const total = { line: '', name: words.total, planned: budget, committed, spent, remaining }
  const rows = [...lines, total]
  const columns: readonly Column<Line>[] = [
    { title: words.line, cell: ({ name }) => name },
    ...figures.map(([title, of]) => ({ title, right: true, cell: (line: Line) => money(of(line), currency) })),
  ]
  const onCsv = () =>
    saveRows(
      [
        [words.line, ...figures.map(([title]) => title), texts.draft.currency],
        ...rows.map((line) => [line.name, ...figures.map(([, of]) => units(of(line), currency)), currency]),
      ],
      `budget-${document.campaign}`,
    )
  return (
    <Card title={words.budget} aside={<Csv onClick={onCsv} />}>
      <Stack gap="sm">
        <BudgetMeter {...{ budget, committed, spent, currency }} />
        <Text>
          {remaining < 0 ? words.over(money(-remaining, currency)) : words.remain(money(remaining, currency))}
        </Text>
        {isLeftOpen(document) && <Alert color="orange">{words.leftOpen(money(committed, currency))}</Alert>}
        <DataTable caption={words.budget} columns={columns} rows={rows} id={({ line }) => line} />
        {commitments.length > 0 && (
          <Section title={words.commitments}>
            <Commitments document={document} />
          </Section>
        )}
        <Section title={words.costs}>
          {costs.length === 0 ? <Text c="dimmed">{words.noCosts}</Text> : <Costs document={document} />}
        </Section>
      </Stack>
    </Card>
  )
}

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <>
    <Divider />
    <Text component="h3" fw={650} size="sm" m={0}>
      {title}
    </Text>
    {children}
  </>
)

const Csv = ({ onClick }: { readonly onClick: () => void }) => (
  <Button
    size="compact-sm"
    variant="default"
    className="no-print"
    leftSection={<IconDownload size={15} />}
    aria-label={texts.chart.csvOf(words.budget)}
    onClick={onClick}
  >
    {texts.chart.csv}
  </Button>
)
