import { Text } from '@mantine/core'
import { useMemo } from 'react'
import { Card } from '../../shared/card'
import { DataTable } from '../../shared/data-table'
import { dayOf, money, momentOf } from '../../shared/format'
import { imports } from '../../texts/imports'
import { fieldsOf } from '../manifest'
import type { FieldType, FilePart, Manifest, Moment } from '../manifest'
import type { Preview } from './preview'
import { readings } from './reading'
import type { Read } from './reading'

const words = imports.mapping

interface Props {
  readonly manifest: Manifest
  readonly found: Preview
}

/** What becomes of the first rows, before anything is tried. */
export const ReadCard = ({ manifest, found }: Props) => (
  <Card title={words.read}>
    {manifest.files.map((file, at) => (
      <Part key={at} {...{ manifest, found, file }} />
    ))}
  </Card>
)

function Part({ manifest, found, file }: Props & { readonly file: FilePart }) {
  const rows = useMemo(() => readings(manifest, file, found), [manifest, file, found])
  if (!rows) return <Text c="dimmed">{words.readNot}</Text>
  const attributes = Object.keys(file.fields['attributes'] ?? {})
  // How many of a product there are stands beside the product.
  const elsewhere = ['attributes', ...('products' in file.fields ? ['quantity'] : [])]
  const names = Object.keys(file.fields).filter((name) => !elsewhere.includes(name))
  const kind = imports.kinds[file.rows][0]
  return (
    <>
      <Text size="sm" c="dimmed" mb={4}>
        {kind} · {words.readAbout}
      </Text>
      <DataTable
        caption={`${words.read}: ${kind}`}
        columns={[
          { title: imports.file.line, right: true, cell: ({ line }) => line },
          ...names.map((name, at) => ({
            title: imports.fields[name as keyof typeof imports.fields][0],
            cell: (row: Read) => <Value {...{ row, name, at }} kind={file.rows} currency={manifest.currency} />,
          })),
          ...attributes.map((name) => ({
            title: name,
            cell: (row: Read) =>
              'values' in row ? String((row.values['attributes'] as Record<string, unknown>)[name] ?? '') : '',
          })),
        ]}
        rows={rows}
        id={({ line }) => String(line)}
      />
    </>
  )
}

interface ValueProps {
  readonly row: Read
  readonly name: string
  /** Which column it is; the first one says what is wrong with the row. */
  readonly at: number
  readonly kind: FilePart['rows']
  readonly currency: string
}

function Value({ row, name, at, kind, currency }: ValueProps) {
  if ('wrong' in row)
    return (
      at === 0 && (
        <Text size="sm" c="var(--mantine-color-error)">
          {row.wrong}
        </Text>
      )
    )
  if ('passedOver' in row)
    return (
      at === 0 && (
        <Text size="sm" c="dimmed">
          {words.passedOver}
        </Text>
      )
    )
  return shown(row.values[name], fieldsOf(kind)[name]!.type, String(row.values['currency'] ?? currency))
}

/** A value as people read it. */
function shown(value: unknown, type: FieldType, currency: string): string {
  if (value === undefined) return ''
  switch (type) {
    case 'day':
      return dayOf(value as string)
    case 'moment':
      return momentOf((value as Moment).at)
    case 'money':
      return money(value as number, currency)
    case 'products':
      return (value as readonly { product: string; quantity: number }[])
        .map(({ product, quantity }) => (quantity === 1 ? product : `${quantity} × ${product}`))
        .join(', ')
    case 'texts':
      return (value as readonly string[]).join(', ')
    case 'object':
    case 'attributes':
      return JSON.stringify(value)
    case 'id':
    case 'text':
    case 'whole':
      return String(value)
  }
}
