import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { count, momentOf } from '../../shared/format'
import { useEdges } from '../../shared/use-edges'
import { usePrinting } from '../../shared/use-printing'
import { texts } from '../../texts'
import { stageName } from '../funnel/stage-name'
import { PersonLink } from '../person/person-link'
import type { Participant } from './use-participants'
import styles from './virtual-table.module.css'

const words = texts.people
const ROW = 44
/** How many rows before the end more are asked for. */
const AHEAD = 40
/** How many rows go on paper; a million would not end. */
const ON_PAPER = 500

const columns: readonly { title: string; cell: (one: Participant) => React.ReactNode }[] = [
  {
    title: texts.common.customer,
    cell: ({ customer }) => <PersonLink customer={customer} />,
  },
  { title: texts.campaign.group, cell: ({ groups }) => groups.join(', ') },
  { title: texts.campaign.wave, cell: ({ waves }) => waves.join(', ') },
  { title: words.answer, cell: ({ answer }) => (answer === undefined ? '–' : words.answers[answer]) },
  {
    title: words.registration,
    cell: ({ registration }) => (registration === undefined ? '–' : words.registrations[registration.status]),
  },
  { title: texts.funnel.stage, cell: ({ at }) => lastStage(at) },
  { title: words.changed, cell: ({ changedAt }) => momentOf(changedAt) },
]

/** The stage that was reached last. */
function lastStage(at: Participant['at']): string {
  const latest = Object.entries(at).toSorted(([, a], [, b]) => (a < b ? 1 : -1))[0]
  return latest ? stageName(latest[0]) : '–'
}

interface Props {
  readonly rows: readonly Participant[]
  readonly onEnd: () => void
}

/** Only the rows that are seen are there; scrolling to the end brings more. */
export function VirtualTable({ rows, onEnd }: Props) {
  const place = useRef<HTMLDivElement>(null)
  useEdges(place)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: () => ROW,
    overscan: 12,
  })
  const printing = usePrinting()
  const seen = virtual.getVirtualItems()
  const shown = printing ? rows.slice(0, ON_PAPER).map((_, index) => ({ index, start: index * ROW })) : seen
  const last = seen.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= rows.length - AHEAD) onEnd()
  }, [last, rows.length, onEnd])
  return (
    <>
      {printing && rows.length > ON_PAPER && <p>{texts.printed.some(count(ON_PAPER))}</p>}
      <div ref={place} className={styles['place']} tabIndex={0} role="table" aria-label={words.list} aria-rowcount={-1}>
        <div className={styles['head']} role="row">
          {columns.map(({ title }) => (
            <span key={title} role="columnheader">
              {title}
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {shown.map(({ index, start }) => (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 2}
              className={styles['row']}
              style={{ transform: `translateY(${start}px)`, height: ROW }}
            >
              {columns.map(({ title, cell }) => (
                <span key={title} role="cell">
                  {cell(rows[index]!)}
                </span>
              ))}
            </div>
          ))}
        </div>
      </div>
    </>
  )
}
