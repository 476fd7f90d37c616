import { useInfiniteQuery } from '@tanstack/react-query'
import { ask, ownWrites } from '../../api/client'
import { Behind } from '../../shared/behind'
import { momentOf } from '../../shared/format'
import { useOpened } from '../../shared/use-opened'
import { texts } from '../../texts'
import type { By } from '../use-campaign'
import { stageName } from './stage-name'

/**
 * The figure of the funnel whose people are shown: of everybody at a stage, or of one part of them; under which stages,
 * parted by commas, those in force where nothing is said.
 */
export const useFigure = () => useOpened('stage', 'part', 'under')

interface Props {
  readonly campaign: string
  /** What the parts of the figures are. */
  readonly by: By | undefined
}

/** The people that the figure counts which the address names, with the events that brought each of them there. */
export function PeopleBehind({ campaign, by }: Props) {
  const { opened, close } = useFigure()
  return opened && <Counted {...{ campaign, by, ...opened }} onClose={close} />
}

interface CountedProps extends Props {
  readonly stage: string
  readonly part?: string | undefined
  readonly under?: string | undefined
  readonly onClose: () => void
}

function Counted({ campaign, by, stage, part, under, onClose }: CountedProps) {
  const narrowed = by === undefined || part === undefined ? {} : { [by]: part }
  const pages = useInfiniteQuery({
    queryKey: ['campaign', campaign, 'funnel-people', stage, narrowed, under],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask('/v1/campaigns/{campaign}/funnel/people', {
        path: { campaign },
        query: {
          stage,
          ...narrowed,
          ...(under === undefined ? {} : { stages: under }),
          ...(pageParam === undefined ? {} : { after: pageParam }),
          ...ownWrites(),
        },
      }),
    getNextPageParam: ({ next }) => next,
  })
  const title = texts.funnel.people(stageName(stage))
  return (
    <Behind
      title={by === undefined || part === undefined ? title : `${title}, ${part}`}
      pages={pages}
      about={({ reachedAt }) => momentOf(reachedAt)}
      onClose={onClose}
    />
  )
}
