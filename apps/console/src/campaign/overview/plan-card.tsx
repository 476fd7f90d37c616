import { Badge, Group, Stack, Text } from '@mantine/core'
import type { Schemas } from '../../api/client'
import { Card } from '../../shared/card'
import { dayOf } from '../../shared/format'
import { texts } from '../../texts'

const words = texts.campaign
type Plan = Schemas['PlanData']

/** What the campaign shall be: for whom, why, where, and until when what must be ready. */
export function PlanCard({ plan }: { readonly plan: Plan }) {
  const { purposes, place, region, targetGroups, milestones } = plan
  return (
    <Card title={words.plan}>
      <Stack gap="md">
        {purposes.length > 0 && (
          <Group gap={6}>
            {purposes.map((one) => (
              <Badge key={one} variant="light" tt="none" c="var(--mantine-color-text)" radius="sm">
                {one}
              </Badge>
            ))}
          </Group>
        )}
        {(place !== undefined || region !== undefined) && <Text>{[place, region].filter(Boolean).join(' · ')}</Text>}
        <Part title={words.groups} empty={targetGroups.length === 0}>
          {targetGroups.map(({ id, name, channel, criteria, offer }) => (
            <Stack key={id} gap={2}>
              <Group justify="space-between" wrap="nowrap" align="flex-start">
                <Text>{name}</Text>
                <Badge variant="default" tt="none" radius="sm" style={{ flexShrink: 0 }}>
                  {channel}
                </Badge>
              </Group>
              {[criteria, offer].filter(Boolean).map((line) => (
                <Text key={line} size="sm" c="dimmed">
                  {line}
                </Text>
              ))}
            </Stack>
          ))}
        </Part>
        <Part title={words.milestones} empty={milestones.length === 0}>
          {milestones.map(({ id, name, due, owner }) => (
            <Group key={id} justify="space-between" wrap="nowrap" align="flex-start">
              <Text>{name}</Text>
              <Text size="sm" c="dimmed" ta="right" style={{ flexShrink: 0 }}>
                {dayOf(due)} · {owner}
              </Text>
            </Group>
          ))}
        </Part>
      </Stack>
    </Card>
  )
}

interface PartProps {
  readonly title: string
  readonly empty: boolean
  readonly children: React.ReactNode
}

function Part({ title, empty, children }: PartProps) {
  return (
    <Stack gap={8}>
      <Text component="h3" fw={650} size="sm" m={0}>
        {title}
      </Text>
      {empty ? <Text c="dimmed">{words.noPlanItems}</Text> : children}
    </Stack>
  )
}
