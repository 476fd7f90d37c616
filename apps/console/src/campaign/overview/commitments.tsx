import { Group, Text } from '@mantine/core'
import { DataTable } from '../../shared/data-table'
import type { Column } from '../../shared/data-table'
import { texts } from '../../texts'
import { isOpen } from '../commands/commands'
import { OnTheSpot } from '../commands/on-the-spot'
import type { Campaign } from '../use-campaign'
import { chargeColumns } from './charge-columns'

const words = texts.campaign
type Commitment = Campaign['commitments'][number]

/** What is committed or was, and settled or released where it stands. */
export const Commitments = ({ document }: { readonly document: Campaign }) => (
  <DataTable
    caption={words.commitments}
    columns={columnsOf(document)}
    rows={document.commitments}
    id={({ commitment }) => commitment}
  />
)

const columnsOf = (document: Campaign): readonly Column<Commitment>[] => [
  {
    title: words.order,
    cell: (row) => (
      <>
        {row.commitment}
        {row.supplier !== undefined && ` · ${row.supplier}`}
        <Text size="xs" c="dimmed">
          {stateOf(row)}
        </Text>
      </>
    ),
  },
  ...chargeColumns(document, isOpen),
  {
    title: texts.operations.actions,
    cell: (row) =>
      isOpen(row) && (
        <Group gap={4}>
          <OnTheSpot
            name="settleCommitment"
            document={document}
            about={row.commitment}
            known={{ line: row.line, settles: row.commitment }}
          />
          <OnTheSpot
            name="releaseCommitment"
            document={document}
            about={row.commitment}
            known={{ commitment: row.commitment }}
          />
        </Group>
      ),
  },
]

function stateOf({ settledBy, released }: Commitment): string {
  if (released !== undefined) return `${words.released}: ${released}`
  return settledBy === undefined ? words.open : words.settledBy(settledBy)
}
