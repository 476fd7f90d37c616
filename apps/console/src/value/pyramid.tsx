import { Button } from '@mantine/core'
import { useState } from 'react'
import { saveCsv } from '../api/download'
import type { Schemas } from '../api/client'
import { Chart } from '../charts/chart'
import { usePalette } from '../charts/palette'
import { Behind } from '../shared/behind'
import { DataTable } from '../shared/data-table'
import type { Column } from '../shared/data-table'
import { count, dayOf, money, percent } from '../shared/format'
import { texts } from '../texts'
import { pyramidOption } from './pyramid-option'
import type { Answer } from './screen'
import { tiers, useCustomersOf } from './use-value'
import type { Tier, Wanted } from './use-value'

const words = texts.value
type Row = Schemas['PyramidTier']

/** The tiers as steps of a pyramid: A on top. A step opens to its customers. */
export function Pyramid({ answer, wanted }: { readonly answer: Answer; readonly wanted: Wanted }) {
  const palette = usePalette()
  const [open, setOpen] = useState<Tier>()
  const { currency } = answer
  const best = answer.tiers.find(({ tier }) => tier === 'A')
  const says = words.pyramidSays(count(best?.customers ?? 0), percent(best?.share), money(answer.total, currency))
  const table = (
    <DataTable
      caption={words.pyramid}
      columns={columns(currency, setOpen)}
      rows={answer.tiers}
      id={({ tier }) => tier}
    />
  )
  return (
    <>
      <Chart
        title={words.pyramid}
        name="pyramid"
        says={says}
        how={words.how}
        option={pyramidOption(answer, palette)}
        height={340}
        table={table}
        onCsv={() => saveCsv(`/v1/value-pyramid?${new URLSearchParams({ ...wanted })}`, `value-pyramid-${wanted.asOf}`)}
        onClick={({ dataIndex }) => setOpen(tiers[dataIndex])}
      />
      {open && <TierCustomers wanted={wanted} tier={open} currency={currency} onClose={() => setOpen(undefined)} />}
    </>
  )
}

interface CustomersProps {
  readonly wanted: Wanted
  readonly tier: Tier
  readonly currency: string
  readonly onClose: () => void
}

/** The customers of a tier, best first, with the purchases behind what each brings. */
export const TierCustomers = ({ wanted, tier, currency, onClose }: CustomersProps) => (
  <Behind
    title={words.people(tier)}
    pages={useCustomersOf(wanted, tier)}
    about={({ amount, lastPurchase }) =>
      `${money(amount, currency)}${lastPurchase === undefined ? '' : ` · ${dayOf(lastPurchase)}`}`
    }
    onClose={onClose}
  />
)

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
