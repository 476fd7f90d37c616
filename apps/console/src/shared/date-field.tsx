import { TextInput } from '@mantine/core'
import type { TextInputProps } from '@mantine/core'
import { useSettled } from './use-settled'

interface Props extends Pick<TextInputProps, 'label' | 'aria-label' | 'w' | 'step'> {
  readonly type: 'date' | 'month' | 'datetime-local'
  readonly value: string
  readonly onSettled: (value: string) => void
}

/** Whether it is a date, of a year that has all its digits. */
const isWhole = (typed: string): boolean => /^[1-9]\d{3}-/.test(typed)

/** A date that counts when it is whole and settled: left, at Enter, or after a pause. Half a date is put back. */
export function DateField({ value, onSettled, ...said }: Props) {
  const { typed, setTyped } = useSettled({ value, isWhole, onSettled })
  const leave = () => {
    if (!isWhole(typed)) setTyped(value)
    else if (typed !== value) onSettled(typed)
  }
  return (
    <TextInput
      {...said}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={leave}
      onKeyDown={({ key }) => key === 'Enter' && leave()}
    />
  )
}
