import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from 'wouter'
import { dayOf } from '../shared/format'
import { BudgetMeter } from '../campaign/budget-meter'
import { Attention } from './attention/attention'
import type { Need } from './attention/needs'
import styles from './board.module.css'
import { MiniFunnel } from './mini-funnel'
import type { Funnels } from './use-funnels'
import type { CampaignCard } from '../campaign/use-campaigns'

interface Props {
  readonly card: CampaignCard
  readonly needs: readonly Need[]
  readonly funnels: Funnels
}

/** A campaign at a glance. All of it leads to the campaign, except for what needs somebody, which leads to where that is done. */
export function BoardCard({ card, needs, funnels }: Props) {
  const { campaign, name, kind, owner, period, currency, budget, committed, spent } = card
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
      <MiniFunnel card={card} funnels={funnels} />
      {budget > 0 && <BudgetMeter {...{ budget, committed, spent, currency }} size="xs" />}
    </Stack>
  )
}
