import { Stack, Text } from '@mantine/core'
import { Card } from '../../shared/card'
import { count, money } from '../../shared/format'
import { Meter } from '../../shared/meter'
import { Shown } from '../../shared/shown'
import { texts } from '../../texts'
import { reachedOf } from '../funnel/reached'
import { useFunnelBy } from '../use-campaign'
import type { Campaign } from '../use-campaign'

const words = texts.campaign

/** What was promised, and how much of it is reached. */
export function Targets({ document }: { readonly document: Campaign }) {
  const { plan, approvedPlan, campaign } = document
  const { targets, currency } = approvedPlan ?? plan
  const funnel = useFunnelBy(campaign, undefined)
  return (
    <Card title={words.targets}>
      {targets.length === 0 && <Text c="dimmed">{words.noPlanItems}</Text>}
      <Shown of={funnel} lines={2}>
        {({ stages }) => (
          <Stack gap="sm">
            {targets.map(({ indicator, value }) => {
              const reached = reachedOf(stages, indicator)
              const wanted = indicator === 'revenue' ? money(value, currency) : count(value)
              const said = reached === undefined ? wanted : texts.common.of(count(reached), wanted)
              return (
                <div key={indicator}>
                  <Text className="figures" mb={4}>
                    {words.indicators[indicator]}: {said}
                  </Text>
                  {reached !== undefined && (
                    <Meter
                      label={`${words.indicators[indicator]}: ${said}`}
                      part={Math.min(reached, value)}
                      whole={value}
                    />
                  )}
                </div>
              )
            })}
          </Stack>
        )}
      </Shown>
    </Card>
  )
}
