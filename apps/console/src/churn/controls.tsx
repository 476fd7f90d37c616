import { Button, Group, NumberInput } from '@mantine/core'
import type { Schemas } from '../api/client'
import { Card } from '../shared/card'
import { DateField } from '../shared/date-field'
import { count } from '../shared/format'
import { useTyped } from '../shared/use-settled'
import { texts } from '../texts'
import type { Wanted } from './use-churn'

const words = texts.churn

interface Props {
  readonly wanted: Wanted
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void
  readonly days: Schemas['InForceNumber'] | undefined
  /** Keeps a number of days to be compared with others. */
  readonly onKeep: (days: string) => void
}

/** Which months, and after how many days somebody counts as churned: on the spot, nothing of it is saved. */
export function Controls({ wanted, set, days, onKeep }: Props) {
  const month = (name: 'from' | 'to') => (
    <DateField type="month" label={words[name]} value={wanted[name]} onSettled={(next) => set({ [name]: next })} />
  )
  const asked = days?.version === 'asked'
  return (
    <Card>
      <Group gap="md" align="flex-end">
        {month('from')}
        {month('to')}
        {days && <Days days={days.value} onDays={(next) => set({ days: String(next) })} />}
        {asked && (
          <>
            <Button variant="default" onClick={() => onKeep(String(days.value))}>
              {texts.whatIf.keep}
            </Button>
            <Button variant="default" onClick={() => set({ days: undefined })}>
              {texts.value.reset}
            </Button>
          </>
        )}
      </Group>
    </Card>
  )
}

function Days({ days, onDays }: { readonly days: number; readonly onDays: (days: number) => void }) {
  const { typed, setTyped } = useTyped<string | number>(days)
  const leave = () => {
    const next = Number(typed)
    if (Number.isInteger(next) && next >= 1 && next <= 3_650 && next !== days) onDays(next)
  }
  return (
    <NumberInput
      label={words.days}
      description={words.daysAbout(count(days))}
      value={typed}
      onChange={setTyped}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
      min={1}
      max={3_650}
    />
  )
}
