import { Group, SegmentedControl, Stack } from '@mantine/core'
import type { Schemas } from '../../api/client'
import { Chart } from '../../charts/chart'
import { saveRows } from '../../charts/csv'
import { usePalette } from '../../charts/palette'
import { useNarrow } from '../../shared/use-narrow'
import { Shown } from '../../shared/shown'
import { Empty } from '../../shared/states'
import { useUrlState } from '../../shared/url-state'
import { texts } from '../../texts'
import { useFunnelBy } from '../use-campaign'
import type { By, Campaign } from '../use-campaign'
import { comparedIn } from '../../what-if/policies'
import { BesideFunnel } from './beside-funnel'
import { figuresOf } from './figures'
import type { Part } from './figures'
import { measuresOf } from './measures'
import { NoReference } from './no-reference'
import { funnelOption, hasBeside } from './option'
import { OtherStages } from './other-stages'
import { PeopleBehind, useFigure } from './people-behind'
import { ReferenceChoice } from './reference'
import { funnelInWords } from './saying'
import { Sources } from './sources'
import { FunnelTable } from './table'
import { useReference } from './use-reference'
import type { ReferenceShown } from './use-reference'

const words = texts.funnel
type Answer = Schemas['FunnelAnswer']
const bys: readonly By[] = ['group', 'channel', 'wave']

export function Funnel({ document }: { readonly document: Campaign }) {
  const { campaign } = document
  const { get, set } = useUrlState()
  const by = bys.find((one) => one === get('by'))
  const { policies: compared, keep, drop } = comparedIn({ get, set })
  const chosen = get('reference')
  const reference = useReference(document, chosen)
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
        <ReferenceChoice document={document} chosen={chosen} onChoose={(next) => set({ reference: next })} />
      </Group>
      {chosen !== undefined && reference.isError && (
        <NoReference error={reference.error} again={reference.refetch} onLeave={() => set({ reference: undefined })} />
      )}
      <Shown of={useFunnelBy(campaign, by)} lines={8}>
        {(answer) =>
          (answer.stages[0]?.count ?? 0) === 0 && answer.stages.every(({ beside }) => beside === 0) ? (
            <Empty title={words.nobody} />
          ) : (
            <>
              <Drawn {...{ answer, by, document }} reference={chosen === undefined ? undefined : reference.data} />
              {compared.length > 0 && <BesideFunnel campaign={campaign} policies={compared} onDrop={drop} />}
              <OtherStages inForce={answer.stages.map(({ name }) => name)} onCompare={keep} />
            </>
          )
        }
      </Shown>
      <PeopleBehind {...{ campaign, by }} />
    </Stack>
  )
}

interface DrawnProps {
  readonly answer: Answer
  readonly by: By | undefined
  readonly document: Campaign
  /** What the rates are compared with. */
  readonly reference: ReferenceShown | undefined
}

function Drawn({ answer, by, document, reference }: DrawnProps) {
  const palette = usePalette()
  const narrow = useNarrow()
  const figure = useFigure()
  const { campaign, stages } = answer
  const { targets } = document.approvedPlan ?? document.plan
  const whole = { key: 'all', stages, measures: measuresOf(stages, targets, reference?.stages) }
  const parts = (answer.parts ?? []).map((part) => ({
    ...part,
    measures: measuresOf(part.stages, [], reference?.stages),
  }))
  const drawn = answer.parts ? parts : [{ ...whole, key: words.bys.none }]
  const open = (stage: string, part?: string) => figure.open({ stage, part: by === undefined ? undefined : part })
  return (
    <Chart
      title={words.title}
      name="funnel"
      says={funnelInWords(stages, whole.measures)}
      how={howToRead(whole, by)}
      aside={reference?.sources && <Sources {...reference} />}
      option={funnelOption(stages, drawn, palette, narrow)}
      height={Math.max(280, 60 + stages.length * (26 + drawn.length * 22))}
      table={<FunnelTable whole={whole} parts={parts} onOpen={open} />}
      onCsv={() => saveRows(figuresOf([whole, ...parts]), `${campaign}-funnel`)}
      onClick={({ dataIndex, seriesName }) => {
        const stage = stages.toReversed()[dataIndex]
        if (stage) open(stage.name, seriesName)
      }}
    />
  )
}

/** What bars, lines and marks mean, where there are any. */
function howToRead({ stages, measures }: Pick<Part, 'stages' | 'measures'>, by: By | undefined): string {
  const hasTargets = measures.some(({ target }) => target)
  const hasReference = measures.some(({ reference }) => reference?.expected !== undefined)
  return [
    words.how,
    ...(by === undefined ? [words.intervals] : []),
    ...(hasBeside(stages) ? [words.howBeside] : []),
    ...(hasTargets ? [by === undefined ? words.targetMarks : words.targetsOfWhole] : []),
    ...(hasReference ? [words.referenceMarks] : []),
  ].join(' ')
}
