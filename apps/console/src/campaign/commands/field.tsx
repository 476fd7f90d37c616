import { Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'
import type { CommandField, Values } from './commands'
import { Invitees } from './invitees/invitees'

interface Props {
  readonly field: CommandField
  /** The campaign that the command is about, where it is about one. */
  readonly document?: Campaign | undefined
  readonly value: string
  /** What the others say. */
  readonly values: Values
  readonly error: string | false | undefined
  readonly onChange: (value: string) => void
}

/** One thing that a command asks for. */
export function Field({
  field: { name, as, optional, choices, options, hint },
  document,
  value,
  values,
  error,
  onChange,
}: Props) {
  const shared = { label: texts.commands.fields[name], required: !optional, error, value, name }
  const description = document && hint?.(document, value)
  switch (as) {
    case 'text':
      return (
        <TextInput {...shared} description={description} onChange={(event) => onChange(event.currentTarget.value)} />
      )
    case 'day':
      return <TextInput {...shared} type="date" onChange={(event) => onChange(event.currentTarget.value)} />
    case 'moment':
      return <TextInput {...shared} type="datetime-local" onChange={(event) => onChange(event.currentTarget.value)} />
    case 'long':
      return (
        <Textarea
          {...shared}
          autosize
          minRows={3}
          maxRows={10}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'number':
      return <NumberInput {...shared} min={0} onChange={(next) => onChange(String(next))} />
    case 'choice': {
      const offered = options ?? (document && choices?.(document, values)) ?? []
      if (optional && offered.length === 0) return undefined
      return (
        <NativeSelect
          {...shared}
          data={[{ value: '', label: '' }, ...offered]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    }
    case 'invitees':
      return document && <Invitees campaign={document.campaign} group={values.group} {...{ value, error, onChange }} />
    case 'yes':
      return (
        <Checkbox
          label={shared.label}
          checked={value === 'yes'}
          onChange={(event) => onChange(event.currentTarget.checked ? 'yes' : '')}
        />
      )
  }
}
