import { Stack, Text } from '@mantine/core'
import { Link } from 'wouter'
import { dayOf, money } from '../shared/format'
import { Meter } from '../shared/meter'
import { texts } from '../texts'
import { Attention } from './attention/attention'
import type { Need } from './attention/needs'
import { MiniFunnel } from './mini-funnel'
import type { CampaignCard } from '../campaign/use-campaigns'

const words = texts.board

interface Props {
  readonly card: CampaignCard
  readonly needs: readonly Need[]
}

export function BoardCard({ card, needs }: Props) {
  const { campaign, name, kind, owner, period, currency, budget, spent, phase } = card
  const said = words.spentOf(money(spent, currency), money(budget, currency))
  return (
    <Link href={`/campaigns/${campaign}`} className="plain-link">
      <Stack gap={8} p="md" className="card lift">
        <Text fw={650} lh={1.3} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Text size="sm" c="dimmed">
          {kind} · {owner}
          <br />
          {dayOf(period.from)} – {dayOf(period.to)}
        </Text>
        <Attention needs={needs} />
        {!['draft', 'submitted', 'rejected'].includes(phase) && <MiniFunnel campaign={campaign} />}
        {budget > 0 && (
          <>
            <Meter label={said} part={spent} whole={budget} />
            <Text size="xs" c="dimmed" className="figures">
              {said}
            </Text>
          </>
        )}
      </Stack>
    </Link>
  )
}
