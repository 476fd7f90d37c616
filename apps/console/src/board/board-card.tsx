import { Badge, Group, Stack, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { Link } from 'wouter'
import { dayOf, money } from '../shared/format'
import { Meter } from '../shared/meter'
import { texts } from '../texts'
import { attention } from './choice'
import { MiniFunnel } from './mini-funnel'
import type { CampaignCard } from './use-campaigns'

const words = texts.board

export function BoardCard({ card }: { readonly card: CampaignCard }) {
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
        <Attention card={card} />
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

export function Attention({ card }: { readonly card: CampaignCard }) {
  const needs = attention(card)
  if (needs.length === 0) return undefined
  return (
    <Group gap={4}>
      {needs.map((need) => (
        <Badge
          key={need}
          color="orange"
          variant="light"
          c="var(--mantine-color-text)"
          tt="none"
          radius="sm"
          leftSection={<IconAlertCircle size={13} aria-hidden />}
        >
          {words[need]}
        </Badge>
      ))}
    </Group>
  )
}
