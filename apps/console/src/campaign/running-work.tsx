import { Group, Stack, Text } from '@mantine/core'
import { momentInAddress } from '../api/moment'
import { useMay } from '../api/session'
import { Card } from '../shared/card'
import { Unanswered } from '../shared/unanswered'
import { texts } from '../texts'
import { ProgressBar } from '../work/progress-bar'
import { Stop } from '../work/stop'
import { useWork } from '../work/use-work'
import { nameOf } from '../work/wording'

/** What is under way for a campaign, on each of its tabs; nothing where nothing is, or in the past. */
export const RunningWork = ({ campaign }: { readonly campaign: string }) =>
  momentInAddress() === undefined && <UnderWay campaign={campaign} />

function UnderWay({ campaign }: { readonly campaign: string }) {
  const pages = useWork({ campaign, phase: 'running' })
  const mayStop = useMay('command')
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0 && !pages.isError) return undefined
  return (
    <Card title={texts.work.phases.running}>
      <Stack gap="sm">
        <Unanswered of={pages} said={texts.work.unknown} />
        {items.map((work) => (
          <Group key={work.work} gap="md">
            <Text fw={600} className="anywhere">
              {nameOf(work, campaign)}
            </Text>
            <div style={{ flex: '1 1 180px' }}>
              <ProgressBar work={work} />
            </div>
            {mayStop && <Stop work={work} />}
          </Group>
        ))}
      </Stack>
    </Card>
  )
}
