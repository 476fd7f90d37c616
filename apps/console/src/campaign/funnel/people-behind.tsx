import { useInfiniteQuery } from '@tanstack/react-query'
import { ask, ownWrites } from '../../api/client'
import { Behind } from '../../shared/behind'
import { momentOf } from '../../shared/format'
import { texts } from '../../texts'
import type { By } from '../use-campaign'
import { stageName } from './stage-name'

/** A figure of the funnel: of everybody, or of one part. */
export interface Figure {
  readonly stage: string
  readonly by?: By
  readonly part?: string
  /** Under which stages, parted by commas; those in force where nothing is said. */
  readonly stages?: string
}

interface Props {
  readonly campaign: string
  readonly figure: Figure
  readonly onClose: () => void
}

/** The people that a figure counts, with the events that brought each of them there. */
export function PeopleBehind({ campaign, figure: { stage, by, part, stages }, onClose }: Props) {
  const narrowed = by === undefined ? {} : { [by]: part }
  const pages = useInfiniteQuery({
    queryKey: ['campaign', campaign, 'funnel-people', stage, by, part, stages],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask('/v1/campaigns/{campaign}/funnel/people', {
        path: { campaign },
        query: {
          stage,
          ...narrowed,
          ...(stages === undefined ? {} : { stages }),
          ...(pageParam === undefined ? {} : { after: pageParam }),
          ...ownWrites(),
        },
      }),
    getNextPageParam: ({ next }) => next,
  })
  const title = texts.funnel.people(stageName(stage))
  return (
    <Behind
      title={part === undefined ? title : `${title}, ${part}`}
      pages={pages}
      about={({ reachedAt }) => momentOf(reachedAt)}
      onClose={onClose}
    />
  )
}
