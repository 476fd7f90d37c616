import { Group, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core'
import type { Schemas } from '../api/client'
import { Card } from '../shared/card'
import { DateField } from '../shared/date-field'
import { dayAt, dayNumber, today } from '../shared/days'
import { dayOf } from '../shared/format'
import { SettledSlider } from '../shared/settled-slider'
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
          <DaySlider asOf={wanted.asOf} onDay={(asOf) => set({ asOf })} />
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
            <CutInputs cuts={inForce} currency={currency} onCuts={(cuts) => set({ cuts })} />
          </Group>
        )}
      </Stack>
    </Card>
  )
}

function DaySlider({ asOf, onDay }: { readonly asOf: string; readonly onDay: (day: string) => void }) {
  const at = dayNumber(asOf)
  const last = Math.max(dayNumber(today()), at)
  return (
    <Group gap="md" flex="1 1 320px" align="flex-end" wrap="nowrap">
      <DateField type="date" label={words.asOf} value={asOf} onSettled={onDay} w={170} />
      <Stack gap={2} flex={1} miw={100} className="no-print">
        <SettledSlider
          label={words.slider}
          min={at - DAYS_BACK}
          max={last}
          value={at}
          sayOf={(day) => dayOf(dayAt(day))}
          onSettled={(day) => onDay(dayAt(day))}
          above={(said) => (
            <Text size="xs" c="dimmed">
              {said}
            </Text>
          )}
        />
      </Stack>
    </Group>
  )
}
