import { TextInput } from '@mantine/core'
import type { TextInputProps } from '@mantine/core'
import { useId } from 'react'

interface Props extends TextInputProps {
  readonly options: readonly string[]
}

/** A text that anything may be typed into, with what is often typed. */
export function Suggested({ options, ...input }: Props) {
  const id = useId()
  return (
    <div>
      <TextInput {...input} list={id} autoComplete="off" spellCheck={false} />
      <datalist id={id}>
        {options.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </div>
  )
}
