import { Button, Stack, Title } from '@mantine/core'
import type { Schemas } from '../../api/client'
import { DataTable } from '../../shared/data-table'
import type { Column } from '../../shared/data-table'
import { count, duration, interval, percent } from '../../shared/format'
import { texts } from '../../texts'
import type { Part } from './figures'
import type { Measure } from './measures'
import { referenceInWords } from './saying'
import { stageName } from './stage-name'

type Stage = Schemas['FunnelStage']
type Rate = Schemas['Rate']
const words = texts.funnel

interface Props {
  /** Everybody. */
  readonly whole: Part
  readonly parts: readonly Part[]
  readonly onOpen: (stage: string, part?: string) => void
}

/** Every figure of the chart; each count opens to its people. */
export function FunnelTable({ whole, parts, onOpen }: Props) {
  const table = ({ stages, measures }: Part, caption: string, part?: string) => (
    <DataTable
      caption={caption}
      columns={[...columns((stage) => onOpen(stage, part)), ...measured(measures)]}
      rows={stages}
      id={({ name }) => name}
    />
  )
  return (
    <Stack gap="lg">
      {table(whole, words.title)}
      {parts.map((part) => (
        <div key={part.key}>
          <Title order={3} fz="md">
            {part.key}
          </Title>
          {table(part, `${words.title}, ${part.key}`, part.key)}
        </div>
      ))}
    </Stack>
  )
}

const rateCell = (rate: Rate | undefined) =>
  rate === undefined ? '–' : `${percent(rate.rate)} (${count(rate.count)} / ${count(rate.of)})`

const columns = (open: (stage: string) => void): readonly Column<Stage>[] => [
  { title: words.stage, cell: ({ name }) => stageName(name) },
  {
    title: words.count,
    right: true,
    cell: ({ name, recorded, count: people }) =>
      recorded ? (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`${words.people(stageName(name))}: ${count(people)}`}
          onClick={() => open(name)}
        >
          {count(people)}
        </Button>
      ) : (
        words.notRecorded
      ),
  },
  { title: words.fromBefore, right: true, cell: ({ fromBefore }) => rateCell(fromBefore) },
  {
    title: texts.common.interval,
    right: true,
    cell: ({ fromBefore }) => (fromBefore === undefined ? '–' : interval(fromBefore)),
  },
  { title: words.fromFirst, right: true, cell: ({ fromFirst }) => rateCell(fromFirst) },
  { title: words.median, right: true, cell: ({ medianFromBefore }) => duration(medianFromBefore) },
  { title: words.beside, right: true, cell: ({ beside }) => count(beside) },
]

/** Columns for the target and for the reference, where there is either. */
function measured(measures: readonly Measure[]): readonly Column<Stage>[] {
  const of = (name: string) => measures.find(({ stage }) => stage === name)
  const target: Column<Stage> = {
    title: words.target,
    right: true,
    cell: ({ name }) => {
      const target = of(name)?.target
      return target === undefined ? '–' : count(target.value)
    },
  }
  const reference: Column<Stage> = {
    title: words.reference,
    right: true,
    cell: ({ name }) => {
      const shown = of(name)?.reference
      return shown ? referenceInWords(shown) : '–'
    },
  }
  return [
    ...(measures.some((one) => one.target !== undefined) ? [target] : []),
    ...(measures.some((one) => one.reference) ? [reference] : []),
  ]
}
