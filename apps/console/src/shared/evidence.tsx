import { Anchor, Group, Text } from '@mantine/core'
import { Link } from 'wouter'
import type { Schemas } from '../api/client'
import { texts } from '../texts'
import { momentOf } from './format'
import { inWords } from './in-words'

/** One event behind a figure. */
export const Evidence = ({ event: { type, occurredAt, position } }: { readonly event: Schemas['Evidence'] }) => (
  <Group justify="space-between" gap="xs" className="figures">
    <Text size="sm">{eventName(type)}</Text>
    <Text size="sm" c="dimmed">
      {momentOf(occurredAt)} · <EventLink position={position} />
    </Text>
  </Group>
)

/** Leads to the proof of an event. */
export const EventLink = ({ position }: { readonly position: number }) => (
  <Anchor
    component={Link}
    href={`/audit/proof?event=${position}`}
    inherit
    underline="always"
    aria-label={texts.audit.proofOf(String(position))}
  >
    #{position}
  </Anchor>
)

/** `CampaignApproved.v1` → `Campaign approved`. */
export const eventName = (type: string): string => inWords(type.split('.')[0]!)
