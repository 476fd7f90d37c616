import { Anchor, Text } from '@mantine/core'
import { Link } from 'wouter'
import { saveCsv } from '../api/download'
import { Chart } from '../charts/chart'
import { usePalette } from '../charts/palette'
import { DataTable } from '../shared/data-table'
import type { Column } from '../shared/data-table'
import { count, money } from '../shared/format'
import { useNarrow } from '../shared/use-narrow'
import { texts } from '../texts'
import { besideOption } from '../what-if/beside-option'
import { keyName } from './key-name'
import type { Key, Shares } from './use-overheads'

const words = texts.overheads
type InCurrency = Shares['currencies'][number]
type Share = InCurrency['shares'][number]

interface Props {
  readonly answer: Shares
  readonly of: InCurrency
}

/** What each campaign bears of the indirect cost of a month, in one currency. A campaign opens its costs. */
export function SharesIn({ answer: { month, key }, of }: Props) {
  const palette = usePalette()
  const narrow = useNarrow()
  const { currency, shares } = of
  const format = (amount: number) => money(amount, currency)
  const rows = shares.map(({ campaign, name, amount }) => ({ id: campaign, label: name, figures: [amount] }))
  return (
    <Chart
      title={words.shares(currency)}
      name={`shares-${currency}`}
      says={sharesInWords(of)}
      option={besideOption(rows, [words.amount], format, palette, narrow)}
      height={90 + rows.length * 42}
      table={
        <DataTable
          caption={words.shares(currency)}
          columns={columnsOf(key.value, currency)}
          rows={shares}
          id={({ campaign }) => campaign}
        />
      }
      onCsv={() => saveCsv(`/v1/overheads/${month}/shares`, `indirect-cost-${month}`)}
    />
  )
}

const columnsOf = (key: Key, currency: string): readonly Column<Share>[] => [
  {
    title: words.campaign,
    cell: ({ campaign, name }) => (
      <>
        <Anchor component={Link} href={`/campaigns/${campaign}/budget`}>
          {name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {campaign}
        </Text>
      </>
    ),
  },
  { title: words.base, right: true, cell: ({ base }) => baseInWords(key, base, currency) },
  { title: words.amount, right: true, cell: ({ amount }) => money(amount, currency) },
]

/** What a campaign has of a key, as that is counted. */
const baseInWords = ({ by }: Key, base: number, currency: string): string =>
  by === 'direct-cost' || by === 'revenue' ? money(base, currency) : count(base)

export const inForceInWords = ({ value, version }: Shares['key']): string =>
  words.inForce(keyName(value), version === 0 ? words.builtIn : words.version(Number(version)))

export function sharesInWords({ currency, amount, unallocated, shares }: InCurrency): string {
  if (unallocated > 0) return words.nobody(money(unallocated, currency))
  const [most] = shares.toSorted((a, b) => b.amount - a.amount)
  return most ? words.most(most.name, money(most.amount, currency), money(amount, currency)) : words.noneInForce
}
