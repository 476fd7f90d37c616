import { Divider, Stack, Text } from '@mantine/core'
import { Card } from '../../shared/card'
import { DataTable } from '../../shared/data-table'
import type { Column } from '../../shared/data-table'
import { dayOf, money } from '../../shared/format'
import { Meter } from '../../shared/meter'
import { texts } from '../../texts'
import { OnTheSpot } from '../commands/on-the-spot'
import type { Campaign } from '../use-campaign'
import { budgetLines } from './budget-lines'
import type { Line } from './budget-lines'

const words = texts.campaign
type Cost = Campaign['costs'][number]

/** Planned against spent, line by line, and the documents behind. */
export function Budget({ document }: { readonly document: Campaign }) {
  const { currency } = document.plan
  const { spent, budget, costs } = document
  const said = texts.board.spentOf(money(spent, currency), money(budget, currency))
  const amount = (title: string, of: (line: Line) => number): Column<Line> => ({
    title,
    right: true,
    cell: (line) => money(of(line), currency),
  })
  const lines: readonly Column<Line>[] = [
    { title: words.line, cell: ({ name }) => name },
    amount(words.planned, ({ planned }) => planned),
    amount(texts.board.spent, (line) => line.spent),
    amount(words.left, (line) => line.planned - line.spent),
  ]
  return (
    <Card title={words.budget}>
      <Stack gap="sm">
        <Meter label={said} part={spent} whole={budget} />
        <Text className="figures">{said}</Text>
        <DataTable caption={words.budget} columns={lines} rows={budgetLines(document)} id={({ id }) => id} />
        <Divider />
        <Text component="h3" fw={650} size="sm" m={0}>
          {words.costs}
        </Text>
        {costs.length === 0 ? (
          <Text c="dimmed">{words.noCosts}</Text>
        ) : (
          <DataTable caption={words.costs} columns={costColumns(document)} rows={costs} id={({ cost }) => cost} />
        )}
      </Stack>
    </Card>
  )
}

const costColumns = (document: Campaign): readonly Column<Cost>[] => [
  {
    title: words.costRow.cost,
    cell: ({ cost, supplier, reversed }) => (
      <>
        {cost}
        {supplier !== undefined && ` · ${supplier}`}
        {reversed !== undefined && (
          <Text size="xs" c="dimmed">
            {words.reversed}: {reversed}
          </Text>
        )}
      </>
    ),
  },
  { title: words.line, cell: ({ line }) => line },
  { title: words.costRow.day, cell: ({ day }) => dayOf(day) },
  {
    title: words.costRow.amount,
    right: true,
    cell: ({ amount, reversed }) => (
      <Text component="span" inherit {...(reversed === undefined ? {} : { td: 'line-through' })}>
        {money(amount, document.plan.currency)}
      </Text>
    ),
  },
  {
    title: texts.operations.actions,
    cell: ({ cost, reversed }) =>
      reversed === undefined && <OnTheSpot name="reverseCost" document={document} about={cost} known={{ cost }} />,
  },
]
