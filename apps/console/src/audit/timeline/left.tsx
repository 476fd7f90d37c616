import { TextInput } from '@mantine/core'
import { useTyped } from '../../shared/use-settled'

interface Props {
  readonly label: string
  readonly value: string
  readonly type?: 'text' | 'datetime-local'
  readonly inputMode?: 'numeric'
  readonly placeholder?: string
  /** The id of what is proposed. */
  readonly list?: string
  readonly description?: string
  readonly onLeft: (value: string) => void
}

/** A field that counts when it is left, or at Enter. */
export function Left({ value, type = 'text', onLeft, ...said }: Props) {
  const { typed, setTyped } = useTyped(value)
  return (
    <TextInput
      {...said}
      type={type}
      {...(type === 'text' ? {} : { step: 1 })}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={() => typed.trim() !== value && onLeft(typed.trim())}
      onKeyDown={({ key }) => key === 'Enter' && onLeft(typed.trim())}
    />
  )
}
