import { TextInput } from '@mantine/core'

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
export const Left = ({ value, type = 'text', onLeft, ...said }: Props) => (
  <TextInput
    key={value}
    {...said}
    type={type}
    {...(type === 'text' ? {} : { step: 1 })}
    defaultValue={value}
    onBlur={({ currentTarget }) => currentTarget.value.trim() !== value && onLeft(currentTarget.value.trim())}
    onKeyDown={({ key, currentTarget }) => key === 'Enter' && onLeft(currentTarget.value.trim())}
  />
)
