import { Badge, Group, Stack, Title } from '@mantine/core'
import { phases } from '../shared/phase-badge'
import type { Phase } from '../shared/phase-badge'
import { texts } from '../texts'
import type { Needs } from './attention/use-needs'
import { BoardCard } from './board-card'
import styles from './board.module.css'
import type { Funnels } from './use-funnels'
import type { CampaignCard } from '../campaign/use-campaigns'

/** A column for each phase that somebody is in; on a narrow screen they lie below each other. */
interface Props {
  readonly cards: readonly CampaignCard[]
  readonly needs: Needs
  readonly funnels: Funnels
}

export function Columns({ cards, needs, funnels }: Props) {
  const taken = phases.filter((phase) => cards.some((card) => card.phase === phase))
  return (
    <div className={styles['columns']}>
      {taken.map((phase) => (
        <Column key={phase} {...{ phase, needs, funnels }} cards={cards.filter((card) => card.phase === phase)} />
      ))}
    </div>
  )
}

function Column({ phase, cards, needs, funnels }: Props & { readonly phase: Phase }) {
  return (
    <section aria-label={texts.board.column(texts.phases[phase], cards.length)} className={styles['column']}>
      <Group justify="space-between" mb="xs" px={4}>
        <Title order={2} fz="md">
          {texts.phases[phase]}
        </Title>
        <Badge variant="default" px={6} miw={22} aria-hidden>
          {cards.length}
        </Badge>
      </Group>
      <Stack gap="sm">
        {cards.map((card) => (
          <BoardCard key={card.campaign} card={card} needs={needs.get(card.campaign) ?? []} funnels={funnels} />
        ))}
      </Stack>
    </section>
  )
}
