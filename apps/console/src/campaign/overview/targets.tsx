import { Stack, Text } from '@mantine/core'
import { Card } from '../../shared/card'
import { count, money } from '../../shared/format'
import { Meter } from '../../shared/meter'
import { Shown } from '../../shared/shown'
import { texts } from '../../texts'
import { useFunnelBy } from '../use-campaign'
import type { Campaign } from '../use-campaign'

const words = texts.campaign

/** Indicators that the plan promises → stages of the funnel that count them. */
const stageOf: Readonly<Record<string, string>> = { opportunities: 'opportunity', contracts: 'contract' }

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
              const reached = stages.find(({ name }) => name === (stageOf[indicator] ?? indicator))
              const wanted = indicator === 'revenue' ? money(value, currency) : count(value)
              const said =
                reached === undefined ? wanted : texts.common.of(count(reached.count + reached.beside), wanted)
              return (
                <div key={indicator}>
                  <Text className="figures" mb={4}>
                    {words.indicators[indicator]}: {said}
                  </Text>
                  {reached && (
                    <Meter
                      label={`${words.indicators[indicator]}: ${said}`}
                      part={Math.min(reached.count + reached.beside, value)}
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
