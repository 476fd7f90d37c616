import { Group, NativeSelect, SegmentedControl, Slider, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Schemas } from '../api/client'
import { Card } from '../shared/card'
import { dayAt, dayNumber, isDay, today } from '../shared/days'
import { dayOf } from '../shared/format'
import { texts } from '../texts'
import { CutInputs } from './cut-inputs'
import { builtInCuts, cutsText } from './cuts'
import type { Wanted } from './use-value'

const words = texts.value
type Cuts = Schemas['TierCuts']
/** How far back the slider goes from the day that is looked at. */
const DAYS_BACK = 3 * 365

interface Props {
  readonly wanted: Wanted
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void
  readonly inForce: Cuts | undefined
  readonly currency: string
}

/** The day, what is called value, and where the tiers end: all on the spot, nothing of it is saved. */
export function Controls({ wanted, set, inForce, currency }: Props) {
  return (
    <Card>
      <Stack gap="md">
        <Group gap="md" align="flex-end">
          <DaySlider key={wanted.asOf} asOf={wanted.asOf} onDay={(asOf) => set({ asOf })} />
          <SegmentedControl
            aria-label={words.kind}
            data={(['revenue', 'profit'] as const).map((value) => ({ value, label: words.kinds[value] }))}
            value={wanted.value}
            onChange={(value) => set({ value })}
          />
        </Group>
        {inForce && (
          <Group gap="sm" align="flex-end">
            <NativeSelect
              label={words.cuts}
              description={words.cutsAbout[inForce.by]}
              data={(['rank', 'cumulative-share', 'amount'] as const).map((value) => ({
                value,
                label: words.cutsBy[value],
              }))}
              value={inForce.by}
              onChange={(event) => set({ cuts: cutsText(builtInCuts[event.currentTarget.value as Cuts['by']]) })}
            />
            <CutInputs key={cutsText(inForce)} cuts={inForce} currency={currency} onCuts={(cuts) => set({ cuts })} />
          </Group>
        )}
      </Stack>
    </Card>
  )
}

function DaySlider({ asOf, onDay }: { readonly asOf: string; readonly onDay: (day: string) => void }) {
  const [at, setAt] = useState(dayNumber(asOf))
  const last = Math.max(dayNumber(today()), dayNumber(asOf))
  const first = Math.min(dayNumber(asOf), last) - DAYS_BACK
  return (
    <Group gap="md" flex="1 1 320px" align="flex-end" wrap="nowrap">
      <TextInput
        type="date"
        label={words.asOf}
        defaultValue={asOf}
        onChange={(event) => isDay(event.currentTarget.value) && onDay(event.currentTarget.value)}
        w={170}
      />
      <Stack gap={2} flex={1} miw={100} className="no-print">
        <Text size="xs" c="dimmed">
          {dayOf(dayAt(at))}
        </Text>
        <Slider
          thumbLabel={words.slider}
          min={first}
          max={last}
          value={at}
          onChange={setAt}
          onChangeEnd={(day) => onDay(dayAt(day))}
          label={(day) => dayOf(dayAt(day))}
          mb={10}
        />
      </Stack>
    </Group>
  )
}
