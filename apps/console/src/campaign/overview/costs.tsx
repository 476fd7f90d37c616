import { Text } from '@mantine/core'
import { DataTable } from '../../shared/data-table'
import type { Column } from '../../shared/data-table'
import { texts } from '../../texts'
import { OnTheSpot } from '../commands/on-the-spot'
import type { Campaign } from '../use-campaign'
import { chargeColumns } from './charge-columns'

const words = texts.campaign
type Cost = Campaign['costs'][number]

const isStanding = ({ reversed }: Cost) => reversed === undefined

/** What was spent, and taken back where it stands. */
export const Costs = ({ document }: { readonly document: Campaign }) => (
  <DataTable caption={words.costs} columns={columnsOf(document)} rows={document.costs} id={({ cost }) => cost} />
)

const columnsOf = (document: Campaign): readonly Column<Cost>[] => [
  {
    title: words.costRow.cost,
    cell: ({ cost, supplier, commitment, reversed }) => (
      <>
        {cost}
        {supplier !== undefined && ` · ${supplier}`}
        {(commitment ?? reversed) !== undefined && (
          <Text size="xs" c="dimmed">
            {reversed === undefined ? words.settles(commitment!) : `${words.reversed}: ${reversed}`}
          </Text>
        )}
      </>
    ),
  },
  ...chargeColumns(document, isStanding),
  {
    title: texts.operations.actions,
    cell: (row) =>
      isStanding(row) && (
        <OnTheSpot name="reverseCost" document={document} about={row.cost} known={{ cost: row.cost }} />
      ),
  },
]
