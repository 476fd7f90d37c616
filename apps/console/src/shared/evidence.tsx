import { Group, Text } from '@mantine/core'
import type { Schemas } from '../api/client'
import { momentOf } from './format'

/** One event behind a figure. */
export const Evidence = ({ event: { type, occurredAt, position } }: { readonly event: Schemas['Evidence'] }) => (
  <Group justify="space-between" gap="xs" className="figures">
    <Text size="sm">{eventName(type)}</Text>
    <Text size="sm" c="dimmed">
      {momentOf(occurredAt)} · #{position}
    </Text>
  </Group>
)

/** `CampaignApproved.v1` → `Campaign approved`. */
export function eventName(type: string): string {
  const [name = type] = type.split('.')
  return name.replaceAll(/(?<=.)([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
}
