import { Anchor, Text } from '@mantine/core'
import { Link } from 'wouter'
import type { Schemas } from '../../api/client'
import { Card } from '../../shared/card'
import { DataTable } from '../../shared/data-table'
import type { Column } from '../../shared/data-table'
import { count, momentOf, percent } from '../../shared/format'
import { Shown } from '../../shared/shown'
import { texts } from '../../texts'
import { useFunnelBy } from '../use-campaign'
import type { Campaign } from '../use-campaign'

const words = texts.campaign
type Wave = Campaign['waves'][number]

/** The sendings, with how many they reached and how many said yes. */
export function Waves({ document: { campaign, waves } }: { readonly document: Campaign }) {
  const more = (
    <Anchor component={Link} href={`/campaigns/${campaign}/funnel?by=wave`} size="sm">
      {texts.funnel.title}
    </Anchor>
  )
  return (
    <Card title={words.waves} aside={waves.length > 0 && more}>
      {waves.length === 0 ? <Text c="dimmed">{words.noWaves}</Text> : <Reached campaign={campaign} waves={waves} />}
    </Card>
  )
}

interface ReachedProps {
  readonly campaign: string
  readonly waves: readonly Wave[]
}

const Reached = ({ campaign, waves }: ReachedProps) => (
  <Shown of={useFunnelBy(campaign, 'wave')} lines={waves.length + 1}>
    {({ parts = [] }) => (
      <DataTable caption={words.waves} columns={columnsWith(parts)} rows={waves} id={({ wave }) => wave} />
    )}
  </Shown>
)

type Stage = Schemas['FunnelStage']
/** Those who came to a stage without one before it, such as who accepted what was never recorded as delivered. */
const besideOf = ({ beside }: Stage): string => (beside === 0 ? '' : `, ${texts.funnel.besides(count(beside))}`)
const invitedOf = (stage: Stage | undefined): string => (stage ? `${count(stage.count)}${besideOf(stage)}` : count(0))

/** A wave that the funnel does not name has reached nobody yet. */
function columnsWith(parts: readonly Schemas['FunnelPart'][]): readonly Column<Wave>[] {
  const stage = (wave: string, name: string) =>
    parts.find(({ key }) => key === wave)?.stages.find((one) => one.name === name)
  return [
    { title: words.wave, cell: ({ wave }) => wave },
    { title: words.group, cell: ({ group }) => group },
    { title: words.channel, cell: ({ channel }) => channel },
    { title: words.begun, cell: ({ at }) => momentOf(at) },
    { title: words.indicators.invited, right: true, cell: ({ wave }) => invitedOf(stage(wave, 'invited')) },
    {
      title: words.indicators.accepted,
      right: true,
      cell: ({ wave }) => {
        const accepted = stage(wave, 'accepted')
        return accepted ? `${count(accepted.count)} (${percent(accepted.fromBefore?.rate)})${besideOf(accepted)}` : '–'
      },
    },
  ]
}
