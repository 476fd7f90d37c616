import { Accordion, Code, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client'
import type { Schemas } from '../../api/client'
import { Card } from '../../shared/card'
import { EventLink, eventName } from '../../shared/evidence'
import { momentOf, zone } from '../../shared/format'
import { Shown } from '../../shared/shown'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'

const words = texts.history
type Event = Schemas['CloudEvent']

/** Every event of the campaign's own stream; a campaign has tens of them, not thousands. */
async function eventsOf(campaign: string): Promise<readonly Event[]> {
  const stream = `campaign-${campaign}`
  const found: Event[] = []
  for (let after: number | undefined = 0; after !== undefined;) {
    const query: { streams: string; limit: number; after: number } = { streams: stream, limit: 1_000, after }
    const page: { items: readonly Event[]; next?: string } = await ask('/v1/events', { query })
    // Streams of other campaigns may begin alike.
    found.push(...page.items.filter(({ subject }) => subject === stream))
    after = page.next === undefined ? undefined : Number(page.next)
  }
  return found.toReversed()
}

export function History({ document: { campaign } }: { readonly document: Campaign }) {
  const events = useQuery({ queryKey: ['campaign', campaign, 'history'], queryFn: () => eventsOf(campaign) })
  return (
    <Card title={words.title}>
      <Text c="dimmed" mb="md">
        {words.about} {texts.common.zone(zone)}.
      </Text>
      <Shown of={events}>
        {(all) => (
          <Accordion variant="separated" chevronPosition="left">
            {all.map((event) => (
              <EventRow key={event.id} event={event} />
            ))}
          </Accordion>
        )}
      </Shown>
    </Card>
  )
}

function EventRow({ event }: { readonly event: Event }) {
  const { id, type, time, recordedat, actor, position, reason, data } = event
  return (
    <Accordion.Item value={id}>
      <Accordion.Control>
        <Group justify="space-between" gap="xs">
          <Text fw={600}>{eventName(type)}</Text>
          <Text size="sm" c="dimmed" className="figures">
            {actor} · {momentOf(time)} · #{position}
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="xs">
          {reason !== undefined && <Text>“{reason}”</Text>}
          <Text size="sm" c="dimmed">
            {words.occurred}: {momentOf(time)} · {words.recorded}: {momentOf(recordedat)} · {texts.audit.prove}:{' '}
            <EventLink position={position} />
          </Text>
          <Code block aria-label={words.data} tabIndex={0}>
            {JSON.stringify(data, null, 2)}
          </Code>
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  )
}
