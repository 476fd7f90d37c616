import { stageName } from '../campaign/funnel/stage-name'
import { count } from '../shared/format'
import { texts } from '../texts'
import styles from './board.module.css'
import type { Stages } from './use-funnels'

/** The funnel at a glance. */
export function MiniFunnel({ stages: all = [] }: { readonly stages: Stages | undefined }) {
  const stages = all.filter(({ recorded }) => recorded)
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
