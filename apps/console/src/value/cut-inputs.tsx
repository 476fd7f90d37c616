import { NumberInput } from '@mantine/core'
import { minor, units } from '../shared/format'
import { useTyped } from '../shared/use-settled'
import { texts } from '../texts'
import { cutsText, inOrder } from './cuts'
import type { Cuts } from './cuts'

interface Props {
  readonly cuts: Cuts
  readonly currency: string
  readonly onCuts: (cuts: string) => void
}

/** Where A, B and C end. Asked for when the three are in order. */
export function CutInputs({ cuts, currency, onCuts }: Props) {
  const { typed, setTyped } = useTyped(cuts, (one, other) => cutsText(one) === cutsText(other))
  const amounts = cuts.by === 'amount'
  const shown = (value: number) => (amounts ? units(value, currency) : Math.round(value * 1_000) / 10)
  const taken = (value: number) => (amounts ? minor(value, currency) : value / 100)
  const leave = () => {
    if (inOrder(typed) && cutsText(typed) !== cutsText(cuts)) onCuts(cutsText(typed))
  }
  return (['a', 'b', 'c'] as const).map((tier) => (
    <NumberInput
      key={tier}
      label={texts.value.cut(tier.toUpperCase())}
      value={shown(typed[tier])}
      onChange={(value) => setTyped((before) => ({ ...before, [tier]: taken(Number(value)) }))}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
      error={!inOrder(typed)}
      min={0}
      {...(amounts ? {} : { max: 100, suffix: ' %', step: 5 })}
      w={120}
    />
  ))
}
