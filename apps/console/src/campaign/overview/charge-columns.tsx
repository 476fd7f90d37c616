import { Text } from '@mantine/core'
import type { Column } from '../../shared/data-table'
import { dayOf, money } from '../../shared/format'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'

const words = texts.campaign

type Charge = Campaign['costs'][number] | Campaign['commitments'][number]

/** What costs and commitments show alike. @param counts whether it is in the sum; what is not is struck through */
export const chargeColumns = <Row extends Charge>(
  document: Campaign,
  counts: (row: Row) => boolean,
): readonly Column<Row>[] => [
  { title: words.line, cell: ({ line }) => document.lines.find((one) => one.line === line)?.name ?? line },
  { title: words.costRow.day, cell: ({ day }) => dayOf(day) },
  {
    title: words.costRow.amount,
    right: true,
    cell: (row) => (
      <Text component="span" inherit {...(counts(row) ? {} : { td: 'line-through' })}>
        {money(row.amount, document.plan.currency)}
      </Text>
    ),
  },
]
