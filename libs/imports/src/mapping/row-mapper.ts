import { fieldsOf } from '../manifest/row-fields.js'
import type { FieldSource, ImportFile } from '../manifest/manifest.js'
import type { Cell } from '../reading/records.js'
import { fieldReader } from './field-reader.js'
import type { FieldReader, Surroundings } from './field-reader.js'
import { withProducts } from './products.js'
import { BadField } from './text-reader.js'
import type { Cells } from './text-reader.js'

/** The fields of a row by name; only those that it has. JSON can hold them. */
export type Values = Readonly<Record<string, unknown>>

/** What says which row it is, as far as that can be read whatever else is wrong with the row. */
export interface RowKeys {
  /** Empty where the kind needs none. */
  readonly identity?: readonly string[]
  /** The texts that rows of one thing have in common. */
  readonly group?: readonly string[]
}

export interface MappedRow extends RowKeys {
  readonly values: Values
  readonly identity: readonly string[]
}

export interface BadMapping extends RowKeys {
  readonly code: string
  readonly message: string
}

/** What a row has become; `undefined`: the manifest passes it over. */
export type Mapped = MappedRow | BadMapping | undefined

export interface RowMapper {
  (cells: readonly Cell[]): Mapped
  /** The keys of a row that is bad already; it may have too few cells. */
  keysOf(cells: readonly Cell[]): RowKeys
}

/** Makes the mapper for the rows of one file. */
export function rowMapper(
  file: ImportFile,
  columns: readonly string[],
  surroundings: Surroundings & { currency: string },
): RowMapper {
  const place = new Map(columns.map((column, at) => [column, at]))
  const readers = readersOf(file, surroundings)
  const wanted = Object.entries(file.where ?? {}).map(([column, texts]) => [column, new Set([texts].flat())] as const)
  const cellsOf =
    (row: readonly Cell[]): Cells =>
    (column) =>
      row[place.get(column)!]!
  const keysOf = (row: readonly Cell[]): RowKeys => {
    const key = (columns: readonly string[]) => {
      const found = columns.map((column) => row[place.get(column)!])
      const there = found.every((cell) => cell !== undefined) && found.some((cell) => text(cell!) !== '')
      return there ? texts(columns, cellsOf(row), 'key') : undefined
    }
    const [identity, group] = [key(file.identity ?? file.group ?? []), file.group && key(file.group)]
    return { ...(identity ? { identity } : {}), ...(group ? { group } : {}) }
  }
  const map = (row: readonly Cell[]): Mapped => {
    const cells = cellsOf(row)
    if (!wanted.every(([column, allowed]) => allowed.has(text(cells(column))))) return undefined
    try {
      return mapped(file, cells, readers, surroundings.currency)
    } catch (error) {
      if (error instanceof BadField) return { code: 'bad-field', message: error.message, ...keysOf(row) }
      throw error
    }
  }
  return Object.assign(map, { keysOf })
}

type Readers = readonly { readonly name: string; readonly required: boolean; readonly read: FieldReader }[]

function readersOf(file: ImportFile, surroundings: Surroundings): Readers {
  const known = fieldsOf(file.rows)
  const readers = Object.entries(file.fields).map(([name, source]) => {
    const field = known[name]!
    const read =
      field.type === 'attributes'
        ? attributesReader(source as Readonly<Record<string, FieldSource>>, surroundings)
        : fieldReader(field.type, source as FieldSource, surroundings)
    return { name, required: field.required === true, read }
  })
  // Amounts are scaled by the row's own currency, where it has one.
  return readers.sort((one, other) => Number(other.name === 'currency') - Number(one.name === 'currency'))
}

function attributesReader(fields: Readonly<Record<string, FieldSource>>, surroundings: Surroundings): FieldReader {
  const readers = Object.entries(fields).map(([name, source]) => {
    const constant = typeof source === 'string' ? undefined : source.value
    const read =
      typeof constant === 'number' || typeof constant === 'boolean'
        ? () => constant
        : fieldReader('text', source, surroundings)
    return [name, read] as const
  })
  return (cells, currency) =>
    Object.fromEntries(
      readers
        .map(([name, read]) => [name, named(name, read, cells, currency)])
        .filter(([, value]) => value !== undefined),
    )
}

function mapped(file: ImportFile, cells: Cells, readers: Readers, defaultCurrency: string): MappedRow {
  const values: Record<string, unknown> = {}
  for (const { name, required, read } of readers) {
    const value = named(name, read, cells, (values['currency'] as string | undefined) ?? defaultCurrency)
    if (value !== undefined) values[name] = value
    else if (required) throw new BadField(`${name} is empty`)
  }
  const { group } = file
  const identity = file.identity ?? group ?? []
  return {
    values: file.rows === 'purchase' ? withProducts(values) : values,
    identity: texts(identity, cells, 'identity'),
    ...(group ? { group: texts(group, cells, 'group') } : {}),
  }
}

function named(name: string, read: FieldReader, cells: Cells, currency: string): unknown {
  try {
    return read(cells, currency)
  } catch (error) {
    if (error instanceof BadField) throw new BadField(`${name}: ${error.message}`)
    throw error
  }
}

function texts(columns: readonly string[], cells: Cells, what: string): readonly string[] {
  const found = columns.map((column) => text(cells(column)))
  if (found.length > 0 && found.every((one) => one === ''))
    throw new BadField(`${what}: ${columns.join(', ')} are empty`)
  return found
}

const text = (cell: Cell): string => (typeof cell === 'string' ? cell.trim() : JSON.stringify(cell))
