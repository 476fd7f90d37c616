import { Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core'
import { imports } from '../../texts/imports'
import type { RowField } from '../manifest'
import type { Source } from './mapping'
import { sampleOf } from './preview'
import type { Preview } from './preview'

const words = imports.mapping
const LONGEST_EXAMPLE = 40

interface Props {
  readonly name: string
  readonly field: RowField
  readonly found: Preview
  readonly source: Source | undefined
  readonly error: string | undefined
  readonly onSource: (source: Source | undefined) => void
}

const COLUMN = 'column '
const TEXT = 'text'

/** Where one field comes from: a column, a text, or nowhere. */
export function FieldChoice({ name, field: { type, required }, found, source, error, onSource }: Props) {
  const [label, about] = imports.fields[name as keyof typeof imports.fields]
  const isText = source !== undefined && 'text' in source
  const slug = source?.slug ? { slug: true as const } : {}
  const choose = (value: string) => {
    if (value === '') onSource(undefined)
    else onSource(value === TEXT ? { text: '', ...slug } : { column: value.slice(COLUMN.length), ...slug })
  }
  return (
    <Stack gap={6}>
      <NativeSelect
        label={label}
        description={[about, exampleOf(source, found)].filter(Boolean).join(' · ') || undefined}
        required={required === true}
        error={isText ? undefined : error}
        data={[
          { value: '', label: words.notThere },
          ...found.columns.map((column) => ({ value: COLUMN + column, label: imports.file.column(column) })),
          { value: TEXT, label: words.aText },
        ]}
        value={source === undefined ? '' : isText ? TEXT : COLUMN + source.column}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {isText && (
        <TextInput
          aria-label={words.textLabel(label)}
          description={words.textAbout}
          value={source.text}
          error={error}
          onChange={(event) => onSource({ text: event.currentTarget.value, ...slug })}
        />
      )}
      {source !== undefined && (type === 'id' || type === 'products') && (
        <Checkbox
          size="xs"
          label={words.slug}
          aria-label={words.slugOf(label)}
          title={words.slugAbout}
          checked={source.slug === true}
          onChange={(event) => {
            const { slug: _, ...plain } = source
            onSource(event.currentTarget.checked ? { ...plain, slug: true } : plain)
          }}
        />
      )}
    </Stack>
  )
}

function exampleOf(source: Source | undefined, found: Preview): string | undefined {
  const text = source !== undefined && 'column' in source ? sampleOf(found, source.column)[0] : undefined
  if (text === undefined) return undefined
  return words.example(text.length > LONGEST_EXAMPLE ? `${text.slice(0, LONGEST_EXAMPLE)}…` : text)
}
