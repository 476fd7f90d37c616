import { Slider } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSettled } from './use-settled'

interface Props {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  /** What stands at a place: seen at the thumb, and read aloud. */
  readonly sayOf: (value: number) => string
  readonly onSettled: (value: number) => void
  /** What is shown above of where the thumb is. */
  readonly above?: (said: string) => ReactNode
}

/** A slider that goes step by step, and counts when it rests. */
export function SettledSlider({ label, value, step = 1, sayOf, onSettled, above, ...ends }: Props) {
  const { typed, setTyped } = useSettled({ value, onSettled })
  return (
    <>
      {above?.(sayOf(typed))}
      <Slider
        {...ends}
        step={step}
        thumbLabel={label}
        thumbValueText={sayOf}
        label={sayOf}
        value={typed}
        onChange={setTyped}
        mb={above ? 10 : 0}
      />
    </>
  )
}
