import { Anchor, Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import { Link } from 'wouter'
import type { Schemas } from '../api/client'
import { Card } from '../shared/card'
import { DataTable } from '../shared/data-table'
import type { Column } from '../shared/data-table'
import { dayNumber, lastDayOf } from '../shared/days'
import { Evidence } from '../shared/evidence'
import { ExportCsv } from '../shared/export-csv'
import { count, dayOf, money } from '../shared/format'
import { More } from '../shared/more'
import { Side } from '../shared/side'
import { Empty, Failed, Loading } from '../shared/states'
import { useUrlState } from '../shared/url-state'
import { useOpened } from '../shared/use-opened'
import { useTyped } from '../shared/use-settled'
import { texts } from '../texts'
import { Tried } from './tried'
import { useAtRisk } from './use-churn'
import type { Wanted } from './use-churn'

const words = texts.churn.atRisk
type Customer = Schemas['CustomerBehind']

/** How many days before somebody counts as churned they are shown, where the address says nothing. */
const SOON = 30

interface Props {
  readonly wanted: Wanted
  readonly days: number
  readonly currency: string
}

/** Who will count as churned soon after the months that are shown, if they buy nothing: those who bring most come first. */
export function AtRisk({ wanted, days, currency }: Props) {
  const { days: asked, currency: chosen } = wanted
  const asOf = lastDayOf(wanted.to)
  const { get, set } = useUrlState()
  const within = Math.min(Number(get('within') ?? SOON) || 0, days)
  const query = {
    within,
    asOf,
    ...(asked === undefined ? {} : { days: asked }),
    ...(chosen === undefined ? {} : { currency }),
  }
  const pages = useAtRisk(query)
  const { opened, open, close } = useOpened('atRisk')
  const customers = pages.data?.pages.flatMap(({ items }) => items) ?? []
  const all = pages.data?.pages[0]?.count ?? 0
  const shown = customers.find(({ customer }) => customer === opened?.atRisk)
  return (
    <Card
      title={words.title}
      aside={
        <ExportCsv
          path="/v1/churn-by-tier/customers"
          query={{ figure: 'at-risk', ...query }}
          name="customers-at-risk"
        />
      }
    >
      <Tried wanted={wanted} />
      <Group align="flex-end" justify="space-between" mb="md">
        <Text role="status">{pages.data && words.says(whenOf(asOf), count(all), count(within), count(days))}</Text>
        <Within within={within} most={days} onWithin={(next) => set({ within: String(next) })} />
      </Group>
      {pages.isError && <Failed error={pages.error} again={pages.refetch} />}
      {pages.isPending && <Loading />}
      {pages.data && all === 0 && <Empty title={words.empty} about={words.emptyAbout} />}
      {customers.length > 0 && (
        <DataTable
          caption={words.title}
          columns={columns(currency, asOf, ({ customer }) => open({ atRisk: customer }))}
          rows={customers}
          id={({ customer }) => customer}
        />
      )}
      <More of={pages} />
      {shown && <Behind customer={shown} onClose={close} />}
    </Card>
  )
}

interface WithinProps {
  readonly within: number
  readonly most: number
  readonly onWithin: (within: number) => void
}

function Within({ within, most, onWithin }: WithinProps) {
  const { typed, setTyped } = useTyped<string | number>(within)
  const leave = () => {
    const next = Number(typed)
    if (typed !== '' && Number.isInteger(next) && next >= 0 && next <= most && next !== within) onWithin(next)
  }
  return (
    <NumberInput
      label={words.within}
      value={typed}
      onChange={setTyped}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
      min={0}
      max={most}
      w={200}
      className="no-print"
    />
  )
}

/** The purchases that made the amount. */
const Behind = ({ customer, onClose }: { readonly customer: Customer; readonly onClose: () => void }) => (
  <Side title={words.behind(customer.customer)} onClose={onClose}>
    <Stack gap={6}>
      {customer.events.map((event) => (
        <Evidence key={event.id} event={event} />
      ))}
    </Stack>
  </Side>
)

const whenOf = (asOf: string): string => (asOf === new Date().toISOString().slice(0, 10) ? words.today : dayOf(asOf))

const columns = (currency: string, asOf: string, open: (customer: Customer) => void): readonly Column<Customer>[] => [
  {
    title: texts.common.customer,
    cell: ({ customer }) => (
      <Anchor component={Link} href={`/customers/${customer}`} inherit>
        {customer}
      </Anchor>
    ),
  },
  { title: texts.value.tier, cell: ({ tier }) => tier },
  {
    title: texts.value.amount,
    right: true,
    cell: (one) => (
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={`${words.behind(one.customer)}: ${money(one.amount, currency)}`}
        onClick={() => open(one)}
      >
        {money(one.amount, currency)}
      </Button>
    ),
  },
  { title: texts.value.last, cell: ({ lastPurchase }) => (lastPurchase === undefined ? '–' : dayOf(lastPurchase)) },
  { title: words.churnsOn, cell: ({ churnsOn }) => (churnsOn === undefined ? '–' : dayOf(churnsOn)) },
  {
    title: words.left,
    right: true,
    cell: ({ churnsOn }) => (churnsOn === undefined ? '–' : count(dayNumber(churnsOn) - 1 - dayNumber(asOf))),
  },
]
