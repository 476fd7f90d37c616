import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask, ownWrites } from '../../api/client'
import { count } from '../../shared/format'
import { Shown } from '../../shared/shown'
import { texts } from '../../texts'
import { Beside } from '../../what-if/beside'
import { useFigure } from './people-behind'
import { stageName } from './stage-name'

const words = texts.whatIf.funnel

interface Props {
  readonly campaign: string
  readonly policies: readonly string[]
  readonly onDrop: (stages: string) => void
}

/** How many reach each stage under the stages in force and, beside them, under others. */
export function BesideFunnel({ campaign, policies, onDrop }: Props) {
  const { open } = useFigure()
  const stages = policies.join(';')
  const asked = useQuery({
    queryKey: ['campaign', campaign, 'what-if', stages],
    queryFn: () =>
      ask('/v1/what-if/campaigns/{campaign}/funnel', { path: { campaign }, query: { stages, ...ownWrites() } }),
    placeholderData: keepPreviousData,
  })
  return (
    <Shown of={asked}>
      {({ inForce, others }) => {
        const answers = [inForce, ...others.map(({ answer }) => answer)]
        const all = new Set(answers.flatMap(({ total }) => total.map(({ name }) => name)))
        return (
          <Beside
            title={words.title}
            name="funnel-what-if"
            others={others.map(({ policy: { stages: own = '' } }) => ({
              policy: own,
              name: own.split(',').map(stageName).join(' → '),
            }))}
            rows={[...all].map((stage) => ({
              id: stage,
              label: stageName(stage),
              figures: answers.map(({ total }) => total.find(({ name }) => name === stage)?.count),
            }))}
            format={count}
            csv={`/v1/what-if/campaigns/${campaign}/funnel?${new URLSearchParams({ stages })}`}
            onOpen={(stage, under) => open({ stage, under })}
            onDrop={onDrop}
          />
        )
      }}
    </Shown>
  )
}
