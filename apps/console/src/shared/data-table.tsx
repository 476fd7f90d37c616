import { Table, UnstyledButton } from '@mantine/core'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { texts } from '../texts'
import { useEdges } from './use-edges'

export interface Column<Row> {
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  readonly right?: boolean
  /** What the address calls the order by this column. */
  readonly sort?: string
}

interface Props<Row> {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly id: (row: Row) => string
  /** `name` or `-name`. */
  readonly sort?: string
  readonly onSort?: (sort: string) => void
}

/** A table with names for everything; it scrolls sideways where the screen is narrow. */
export function DataTable<Row>({ caption, columns, rows, id, sort, onSort }: Props<Row>) {
  const place = useRef<HTMLDivElement>(null)
  useEdges(place)
  return (
    <div ref={place} className="scroll-x" tabIndex={0} role="group" aria-label={caption}>
      <Table className="figures" verticalSpacing="xs" highlightOnHover miw={columns.length * 84}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column, at) => (
              <Heading key={at} {...{ column, sort, onSort }} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={id(row)}>
              {columns.map(({ cell, right }, at) => (
                <Table.Td key={at} ta={right ? 'right' : 'left'}>
                  {cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

interface HeadingProps<Row> {
  readonly column: Column<Row>
  readonly sort: string | undefined
  readonly onSort: ((sort: string) => void) | undefined
}

function Heading<Row>({ column: { title, right, sort: own }, sort, onSort }: HeadingProps<Row>) {
  const up = sort === own
  const down = sort === `-${own}`
  const align = right ? 'right' : 'left'
  if (own === undefined || !onSort) return <Table.Th ta={align}>{title}</Table.Th>
  return (
    <Table.Th ta={align} aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <UnstyledButton
        fw={700}
        fz="sm"
        aria-label={texts.common.sort(title)}
        onClick={() => onSort(up ? `-${own}` : own)}
      >
        {title} {up ? '↑' : down ? '↓' : ''}
      </UnstyledButton>
    </Table.Th>
  )
}
