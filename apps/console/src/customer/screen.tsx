import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { ask, ownWrites } from '../api/client'
import type { Schemas } from '../api/client'
import { Timeline } from '../audit/timeline/timeline'
import { Card } from '../shared/card'
import { DataTable } from '../shared/data-table'
import { Figure } from '../shared/figure'
import { count, dayOf, money } from '../shared/format'
import { Page } from '../shared/page'
import { Shown } from '../shared/shown'
import { texts } from '../texts'

const words = texts.customer
type Profile = Schemas['CustomerProfile']

export default function Screen() {
  const { customer = '' } = useParams<{ customer: string }>()
  const profile = useQuery({
    queryKey: ['customer', customer],
    queryFn: () => ask('/v1/customers/{customer}', { path: { customer }, query: ownWrites() }),
  })
  return (
    <Page title={words.title(customer)}>
      <Stack gap="lg">
        <Shown of={profile}>{(known) => <Known profile={known} />}</Shown>
        {profile.data && (
          <Card title={words.history}>
            <Timeline wanted={{ subject: `customer/${customer}`, order: 'newest' }} />
          </Card>
        )}
      </Stack>
    </Page>
  )
}

function Known({ profile: { purchases, revenue, attributes, contracts } }: { readonly profile: Profile }) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Card title={words.purchases}>
        <SimpleGrid cols={2}>
          <Figure label={words.purchases} value={count(purchases)} />
          {Object.entries(revenue).map(([currency, amount]) => (
            <Figure key={currency} label={words.revenue} value={money(amount, currency)} />
          ))}
        </SimpleGrid>
      </Card>
      <Card title={words.attributes}>
        <Attributes attributes={attributes} />
      </Card>
      <Card title={words.contracts}>
        {contracts.length === 0 ? (
          <Text c="dimmed">{words.none}</Text>
        ) : (
          <DataTable
            caption={words.contracts}
            rows={contracts}
            id={({ contract }) => contract}
            columns={[
              { title: words.contracts, cell: ({ contract }) => contract },
              { title: words.signed, cell: ({ signed }) => dayOf(signed) },
              { title: words.ended, cell: ({ ended }) => (ended === undefined ? '–' : dayOf(ended)) },
            ]}
          />
        )}
      </Card>
    </SimpleGrid>
  )
}

function Attributes({ attributes }: { readonly attributes: Profile['attributes'] }) {
  if ('erased' in attributes && attributes.erased === true) return <Text>{words.erased}</Text>
  const known = Object.entries(attributes)
  if (known.length === 0) return <Text c="dimmed">{words.none}</Text>
  return (
    <Stack gap={4}>
      {known.map(([name, value]) => (
        <Text key={name}>
          <Text component="span" c="dimmed">
            {name}:{' '}
          </Text>
          {String(value)}
        </Text>
      ))}
    </Stack>
  )
}
