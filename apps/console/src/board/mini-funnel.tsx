import { Skeleton } from '@mantine/core'
import { stageName } from '../campaign/funnel/stage-name'
import type { CampaignCard } from '../campaign/use-campaigns'
import { count } from '../shared/format'
import { texts } from '../texts'
import styles from './board.module.css'
import { hasFunnel } from './use-funnels'
import type { Funnels, Stages } from './use-funnels'

interface Props {
  readonly card: CampaignCard
  readonly funnels: Funnels
}

/** The funnel at a glance; nothing where nobody is in it. */
export function MiniFunnel({ card, funnels: { data, isLoading } }: Props) {
  if (isLoading && hasFunnel(card)) return <Skeleton height={32} />
  const stages = (data?.get(card.campaign) ?? []).filter(({ recorded }) => recorded)
  const most = stages[0]?.count ?? 0
  if (most === 0) return undefined
  const said = stages.map(inWords).join(', ')
  return (
    <div className={styles['bars']} role="img" aria-label={texts.board.funnelOf(said)} title={said}>
      {stages.map(({ name, count: people }) => (
        <div key={name} className={styles['bar']} style={{ height: `${(people / most) * 100}%` }} />
      ))}
    </div>
  )
}

const inWords = ({ name, count: people, beside }: Stages[number]): string =>
  `${stageName(name)} ${count(people)}${beside > 0 ? ` (${texts.funnel.besides(count(beside))})` : ''}`
