import { Anchor, Box, Text } from '@mantine/core'
import { Link } from 'wouter'
import { Card } from '../shared/card'
import { DataTable } from '../shared/data-table'
import type { Column } from '../shared/data-table'
import { ago, dayOf, momentOf, money } from '../shared/format'
import { PhaseBadge } from '../shared/phase-badge'
import { texts } from '../texts'
import { Attention } from './attention/attention'
import type { Needs } from './attention/use-needs'
import { MiniFunnel } from './mini-funnel'
import type { Funnels } from './use-funnels'
import type { CampaignCard } from '../campaign/use-campaigns'

const words = texts.board

const columnsWith = (needs: Needs, funnels: Funnels): readonly Column<CampaignCard>[] => [
  {
    title: words.name,
    sort: 'name',
    cell: (card) => (
      <Box miw={180}>
        <Anchor component={Link} href={`/campaigns/${card.campaign}`} fw={600}>
          {card.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {card.campaign}
        </Text>
        <Attention needs={needs.get(card.campaign) ?? []} />
      </Box>
    ),
  },
  { title: words.phase, sort: 'phase', cell: ({ phase }) => <PhaseBadge phase={phase} /> },
  { title: words.kind, sort: 'kind', cell: ({ kind }) => kind },
  { title: words.owner, sort: 'owner', cell: ({ owner }) => owner },
  { title: words.period, sort: 'from', cell: ({ period }) => `${dayOf(period.from)} – ${dayOf(period.to)}` },
  { title: words.funnel, cell: (card) => <MiniFunnel card={card} funnels={funnels} /> },
  { title: words.budget, sort: 'budget', right: true, cell: ({ budget, currency }) => money(budget, currency) },
  {
    title: words.committed,
    sort: 'committed',
    right: true,
    cell: ({ committed, currency }) => money(committed, currency),
  },
  { title: words.spent, sort: 'spent', right: true, cell: ({ spent, currency }) => money(spent, currency) },
  {
    title: words.changed,
    sort: 'changedAt',
    cell: ({ changedAt }) => <time title={momentOf(changedAt)}>{ago(changedAt)}</time>,
  },
]

interface Props {
  readonly cards: readonly CampaignCard[]
  readonly needs: Needs
  readonly funnels: Funnels
  readonly sort: string
  readonly onSort: (sort: string) => void
}

export const List = ({ cards, needs, funnels, sort, onSort }: Props) => (
  <Card>
    <DataTable
      caption={words.title}
      columns={columnsWith(needs, funnels)}
      rows={cards}
      id={({ campaign }) => campaign}
      sort={sort}
      onSort={onSort}
    />
  </Card>
)
