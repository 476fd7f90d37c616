import { Button } from '@mantine/core'
import { saveCsv } from '../api/download'
import type { Schemas } from '../api/client'
import { Chart } from '../charts/chart'
import { usePalette } from '../charts/palette'
import { DataTable } from '../shared/data-table'
import type { Column } from '../shared/data-table'
import { count, money, percent } from '../shared/format'
import { texts } from '../texts'
import { pyramidOption } from './pyramid-option'
import type { Answer } from './screen'
import { useTier } from './tier-behind'
import { tiers } from './use-value'
import type { Tier, Wanted } from './use-value'

const words = texts.value
type Row = Schemas['PyramidTier']

/** The tiers as steps of a pyramid: A on top. A step opens to its customers. */
export function Pyramid({ answer, wanted }: { readonly answer: Answer; readonly wanted: Wanted }) {
  const palette = usePalette()
  const { open } = useTier()
  const { currency } = answer
  const best = answer.tiers.find(({ tier }) => tier === 'A')
  const says = words.pyramidSays(count(best?.customers ?? 0), percent(best?.share), money(answer.total, currency))
  const table = (
    <DataTable
      caption={words.pyramid}
      columns={columns(currency, (tier) => open({ tier }))}
      rows={answer.tiers}
      id={({ tier }) => tier}
    />
  )
  return (
    <Chart
      title={words.pyramid}
      name="pyramid"
      says={says}
      how={words.how}
      option={pyramidOption(answer, palette)}
      height={340}
      table={table}
      onCsv={() => saveCsv(`/v1/value-pyramid?${new URLSearchParams({ ...wanted })}`, `value-pyramid-${wanted.asOf}`)}
      onClick={({ dataIndex }) => tiers[dataIndex] && open({ tier: tiers[dataIndex] })}
    />
  )
}

const columns = (currency: string, open: (tier: Tier) => void): readonly Column<Row>[] => [
  { title: words.tier, cell: ({ tier }) => tier },
  {
    title: words.customers,
    right: true,
    cell: ({ tier, customers }) => (
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={`${words.people(tier)}: ${count(customers)}`}
        onClick={() => open(tier)}
      >
        {count(customers)}
      </Button>
    ),
  },
  { title: words.amount, right: true, cell: ({ amount }) => money(amount, currency) },
  { title: words.share, right: true, cell: ({ share }) => percent(share) },
  {
    title: words.range,
    right: true,
    cell: ({ smallest, largest }) =>
      smallest === undefined || largest === undefined
        ? '–'
        : `${money(smallest, currency)} – ${money(largest, currency)}`,
  },
]
