import { useInViewport } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { funnelOf } from '../campaign/use-campaign'
import { count } from '../shared/format'
import { texts } from '../texts'
import styles from './board.module.css'

/** The funnel at a glance; asked for when it comes into sight. */
export function MiniFunnel({ campaign }: { readonly campaign: string }) {
  const { ref, inViewport } = useInViewport<HTMLDivElement>()
  return <div ref={ref}>{inViewport && <Bars campaign={campaign} />}</div>
}

function Bars({ campaign }: { readonly campaign: string }) {
  const { data } = useQuery(funnelOf(campaign))
  const stages = data?.stages.filter(({ recorded }) => recorded) ?? []
  const most = stages[0]?.count ?? 0
  if (most === 0) return undefined
  const said = stages.map(({ name, count: people }) => `${stageName(name)} ${count(people)}`).join(', ')
  return (
    <div className={styles['bars']} role="img" aria-label={texts.board.funnelOf(said)} title={said}>
      {stages.map(({ name, count: people }) => (
        <div key={name} className={styles['bar']} style={{ height: `${(people / most) * 100}%` }} />
      ))}
    </div>
  )
}

const stageName = (name: string): string => (texts.funnel.stages as Readonly<Record<string, string>>)[name] ?? name
