import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { ask, isProblem, ownWrites } from '../api/client'
import { Timeline } from '../audit/timeline/timeline'
import { Card } from '../shared/card'
import { Figure } from '../shared/figure'
import { count, money } from '../shared/format'
import { Page } from '../shared/page'
import { Shown } from '../shared/shown'
import { Empty } from '../shared/states'
import { texts } from '../texts'
import { Contracts } from './contracts'
import { CustomerActions } from './customer-actions'
import { isErased } from './customer-commands'
import type { Profile } from './customer-commands'

const words = texts.customer

export default function Screen() {
  const { customer = '' } = useParams<{ customer: string }>()
  const profile = useQuery({
    queryKey: ['customer', customer],
    queryFn: () =>
      ask('/v1/customers/{customer}', { path: { customer }, query: ownWrites() }).catch((error: unknown) => {
        if (isProblem(error, 'customer-unknown')) return null
        throw error
      }),
  })
  return (
    <Page wide title={words.title(customer)}>
      <Shown of={profile}>
        {(known) => (
          <>
            <CustomerActions customer={customer} profile={known ?? undefined} />
            {known ? (
              <div className="wide-parts">
                <Known profile={known} />
                <Card title={words.history}>
                  <Timeline wanted={{ subject: `customer/${customer}`, order: 'newest' }} />
                </Card>
              </div>
            ) : (
              <Empty title={words.unknown} about={words.unknownAbout} />
            )}
          </>
        )}
      </Shown>
    </Page>
  )
}

function Known({ profile }: { readonly profile: Profile }) {
  const { purchases, revenue, attributes } = profile
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
      <Contracts profile={profile} />
    </SimpleGrid>
  )
}

function Attributes({ attributes }: { readonly attributes: Profile['attributes'] }) {
  if (isErased({ attributes })) return <Text>{words.erased}</Text>
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
