import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from 'wouter'
import { dayOf, money } from '../shared/format'
import { Meter } from '../shared/meter'
import { texts } from '../texts'
import { Attention } from './attention/attention'
import type { Need } from './attention/needs'
import styles from './board.module.css'
import { MiniFunnel } from './mini-funnel'
import type { Stages } from './use-funnels'
import type { CampaignCard } from '../campaign/use-campaigns'

const words = texts.board

interface Props {
  readonly card: CampaignCard
  readonly needs: readonly Need[]
  readonly stages: Stages | undefined
}

/** A campaign at a glance. All of it leads to the campaign, except for what needs somebody, which leads to where that is done. */
export function BoardCard({ card, needs, stages }: Props) {
  const { campaign, name, kind, owner, period, currency, budget, spent } = card
  const said = words.spentOf(money(spent, currency), money(budget, currency))
  return (
    <Stack component="article" aria-label={name} gap={8} p="md" pos="relative" className="card lift">
      <Anchor
        component={Link}
        href={`/campaigns/${campaign}`}
        className={styles['whole']}
        fw={650}
        lh={1.3}
        c="inherit"
        underline="never"
      >
        {name}
      </Anchor>
      <Text size="sm" c="dimmed">
        {kind} · {owner}
        <br />
        {dayOf(period.from)} – {dayOf(period.to)}
      </Text>
      <Attention needs={needs} />
      <MiniFunnel stages={stages} />
      {budget > 0 && (
        <>
          <Meter label={said} part={spent} whole={budget} />
          <Text size="xs" c="dimmed" className="figures">
            {said}
          </Text>
        </>
      )}
    </Stack>
  )
}
