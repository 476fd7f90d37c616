import { Group, SegmentedControl, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { saveCsv } from '../../api/download'
import type { Schemas } from '../../api/client'
import { Chart } from '../../charts/chart'
import { usePalette } from '../../charts/palette'
import { useNarrow } from '../../shared/use-narrow'
import { count, percent } from '../../shared/format'
import { Shown } from '../../shared/shown'
import { Empty } from '../../shared/states'
import { useUrlState } from '../../shared/url-state'
import { texts } from '../../texts'
import { funnelOf, useFunnelBy } from '../use-campaign'
import type { By, Campaign } from '../use-campaign'
import { comparedIn } from '../../what-if/policies'
import { BesideFunnel } from './beside-funnel'
import { measuresOf } from './measures'
import type { Measure } from './measures'
import { funnelOption } from './option'
import { OtherStages } from './other-stages'
import { PeopleBehind } from './people-behind'
import type { Figure } from './people-behind'
import { ReferenceChoice } from './reference'
import { stageName } from './stage-name'
import { FunnelTable } from './table'

const words = texts.funnel
type Answer = Schemas['FunnelAnswer']
const bys: readonly By[] = ['group', 'channel', 'wave']

export function Funnel({ document }: { readonly document: Campaign }) {
  const { campaign } = document
  const { get, set } = useUrlState()
  const by = bys.find((one) => one === get('by'))
  const { policies: compared, keep, drop } = comparedIn({ get, set })
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          aria-label={words.by}
          data={['none' as const, ...bys].map((value) => ({ value, label: words.bys[value] }))}
          value={by ?? 'none'}
          onChange={(value) => set({ by: value === 'none' ? undefined : value })}
          className="no-print"
        />
        <ReferenceChoice document={document} chosen={get('reference')} onChoose={(reference) => set({ reference })} />
      </Group>
      <Shown of={useFunnelBy(campaign, by)} lines={8}>
        {(answer) =>
          (answer.stages[0]?.count ?? 0) === 0 && answer.stages.every(({ beside }) => beside === 0) ? (
            <Empty title={words.nobody} />
          ) : (
            <>
              <Drawn {...{ answer, by, document }} reference={get('reference')} />
              {compared.length > 0 && <BesideFunnel campaign={campaign} policies={compared} onDrop={drop} />}
              <OtherStages inForce={answer.stages.map(({ name }) => name)} onCompare={keep} />
            </>
          )
        }
      </Shown>
    </Stack>
  )
}

interface DrawnProps {
  readonly answer: Answer
  readonly by: By | undefined
  readonly document: Campaign
  /** The campaign that is compared with. */
  readonly reference: string | undefined
}

function Drawn({ answer, by, document, reference }: DrawnProps) {
  const palette = usePalette()
  const narrow = useNarrow()
  const [figure, setFigure] = useState<Figure>()
  const { campaign, stages, parts } = answer
  const { data: other } = useQuery({ ...funnelOf(reference ?? campaign), enabled: reference !== undefined })
  const { targets } = document.approvedPlan ?? document.plan
  const measures = measuresOf(stages, targets, reference === undefined ? [] : other?.stages)
  const query = by === undefined ? '' : `?by=${by}`
  const open = (stage: string, part?: string) =>
    setFigure({ stage, ...(by === undefined || part === undefined ? {} : { by, part }) })
  const bars = parts?.length ?? 1
  return (
    <>
      <Chart
        title={words.title}
        name="funnel"
        says={[inASentence(answer), ...deviations(measures)].join(' ')}
        how={measures.length > 0 ? `${words.how} ${words.marks}` : words.how}
        option={funnelOption(answer, measures, palette, narrow)}
        height={Math.max(280, 60 + stages.length * (26 + bars * 22))}
        table={<FunnelTable answer={answer} measures={measures} onOpen={open} />}
        onCsv={() => saveCsv(`/v1/campaigns/${campaign}/funnel${query}`, `${campaign}-funnel`)}
        onClick={({ dataIndex, seriesName }) => {
          const stage = stages.toReversed()[dataIndex]
          if (stage) open(stage.name, seriesName)
        }}
      />
      {figure && <PeopleBehind campaign={campaign} figure={figure} onClose={() => setFigure(undefined)} />}
    </>
  )
}

function inASentence({ stages }: Answer): string {
  const recorded = stages.filter((one) => one.recorded)
  const [first, last] = [recorded[0], recorded.findLast(({ count: people }) => people > 0)]
  if (!first || !last) return words.nobody
  const rate = last.fromFirst?.rate ?? 1
  return words.says(count(first.count), count(last.count), stageName(first.name), stageName(last.name), percent(rate))
}

/** Where the campaign that is compared with shows another rate than chance explains. */
const deviations = (measures: readonly Measure[]): readonly string[] =>
  measures.flatMap(({ stage, reference }) =>
    reference && reference.says !== 'within'
      ? [words.deviates[reference.says](stageName(stage), percent(reference.rate))]
      : [],
  )
