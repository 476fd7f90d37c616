import { Accordion, Anchor, Group, Stack, Text } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Schemas } from '../api/client'
import { texts } from '../texts'
import { Evidence } from './evidence'
import { More } from './more'
import { Side } from './side'
import { Empty, Failed, Loading } from './states'

interface Person {
  readonly customer: string
  readonly events: readonly Schemas['Evidence'][]
}

interface Page<P> {
  readonly items: readonly P[]
  readonly next?: string
}

interface Props<P extends Person> {
  readonly title: string
  readonly pages: UseInfiniteQueryResult<InfiniteData<Page<P>>>
  readonly about: (person: P) => string
  readonly onClose: () => void
}

/** What stands behind a figure: its people, and below each the events that made them count. */
export function Behind<P extends Person>({ title, pages, about, onClose }: Props<P>) {
  const people = pages.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Side title={title} onClose={onClose}>
      {pages.isError && <Failed error={pages.error} again={pages.refetch} />}
      {pages.isPending && <Loading />}
      {pages.data && people.length === 0 && <Empty title={texts.states.empty} />}
      <Accordion variant="separated" chevronPosition="left">
        {people.map((person) => (
          <Accordion.Item key={person.customer} value={person.customer}>
            <Accordion.Control>
              <Group justify="space-between" wrap="nowrap">
                <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                  {person.customer}
                </Text>
                <Text size="sm" c="dimmed" className="figures" ta="right">
                  {about(person)}
                </Text>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap={6}>
                <Anchor component={Link} href={`/customers/${person.customer}`} size="sm">
                  {texts.customer.title(person.customer)}
                </Anchor>
                {person.events.map((event) => (
                  <Evidence key={event.id} event={event} />
                ))}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <More of={pages} />
    </Side>
  )
}
