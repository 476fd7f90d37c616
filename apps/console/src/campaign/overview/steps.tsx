import { Text, Timeline } from '@mantine/core'
import type { Schemas } from '../../api/client'
import { Card } from '../../shared/card'
import { momentOf, zone } from '../../shared/format'
import { texts } from '../../texts'

/** Who did what on the way, newest first. */
export function Steps({ steps }: { readonly steps: readonly Schemas['Step'][] }) {
  return (
    <Card
      title={texts.campaign.steps}
      aside={
        <Text size="xs" c="dimmed">
          {texts.common.zone(zone)}
        </Text>
      }
    >
      <Timeline bulletSize={16} lineWidth={2} active={steps.length}>
        {steps.toReversed().map(({ step, by, at, note }) => (
          <Timeline.Item key={`${step} ${at}`} title={step.charAt(0).toUpperCase() + step.slice(1)}>
            <Text size="sm" c="dimmed">
              {by} · <time dateTime={at}>{momentOf(at)}</time>
            </Text>
            {note !== undefined && <Text size="sm">“{note}”</Text>}
          </Timeline.Item>
        ))}
      </Timeline>
    </Card>
  )
}
