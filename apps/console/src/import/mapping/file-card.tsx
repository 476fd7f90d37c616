import { Checkbox, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core'
import { messageAt } from '../../api/problem'
import { Card } from '../../shared/card'
import { DataTable } from '../../shared/data-table'
import { imports } from '../../texts/imports'
import type { Form } from './mapping'
import { textOf } from './preview'
import type { Preview, PreviewRow } from './preview'

const words = imports.file

interface Props {
  readonly found: Preview
  /** What was chosen of the form. */
  readonly said: Form
  readonly onForm: (form: Form) => void
  /** Why the file cannot be read in the form that was asked for; what is shown then is as it was read before. */
  readonly error: Error | null
}

const places = ['format', 'separator', 'encoding', 'header'] as const

const choices = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

/** How the file is written, and its first rows as they are read so. */
export function FileCard({ found, said, onForm, error }: Props) {
  const { format = 'csv', separator = ',', encoding = 'utf-8', header = true } = { ...found.form, ...said }
  // Columns that were named belong to the form before.
  const change = (next: Form) => {
    const { columns: _, ...form } = said
    onForm({ ...form, ...next })
  }
  const select = (
    name: Exclude<(typeof places)[number], 'header'>,
    value: string,
    labels: Readonly<Record<string, string>>,
  ) => (
    <NativeSelect
      label={words[name]}
      data={choices(value in labels ? labels : { ...labels, [value]: value })}
      value={value}
      error={messageAt(error, name)}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <Card title={words.title}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
          {select('format', format, words.formats)}
          {format === 'csv' && select('separator', separator, words.separators)}
          {select('encoding', encoding, words.encodings)}
          {format !== 'ndjson' && (
            <Checkbox
              mt={{ base: 0, xs: 32 }}
              label={words.header}
              checked={header}
              error={messageAt(error, 'header')}
              onChange={(event) => change({ header: event.currentTarget.checked })}
            />
          )}
        </SimpleGrid>
        {error && places.every((place) => messageAt(error, place) === undefined) && (
          <Text role="alert" c="var(--mantine-color-error)">
            {error.message}
          </Text>
        )}
        <FirstRows found={found} />
      </Stack>
    </Card>
  )
}

export function FirstRows({ found: { columns, rows } }: { readonly found: Preview }) {
  if (rows.length === 0) return <Text c="dimmed">{words.noRows}</Text>
  const caption = words.first(rows.length)
  return (
    <div>
      <Text size="sm" c="dimmed" mb={4}>
        {caption}
      </Text>
      <DataTable
        caption={caption}
        columns={[
          { title: words.line, right: true, cell: ({ line }) => line },
          ...columns.map((column, at) => ({
            title: words.column(column),
            cell: (row: PreviewRow) => <Cell row={row} at={at} />,
          })),
        ]}
        rows={rows}
        id={({ line }) => String(line)}
      />
    </div>
  )
}

/** A cell; of a row that cannot be taken apart, the first one says why. */
function Cell({ row: { cells, problem }, at }: { readonly row: PreviewRow; readonly at: number }) {
  if (problem && at === 0)
    return (
      <>
        <Text size="sm" c="var(--mantine-color-error)">
          {problem.message}
        </Text>
        {cells.map(textOf).join(' · ')}
      </>
    )
  return problem ? '' : textOf(cells[at])
}
