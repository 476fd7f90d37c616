import { fieldsOf, ownId, rowKinds } from '../manifest'
import type { FieldType, RowField, RowKind } from '../manifest'
import { fits } from './held'
import { usual } from './mapping'
import type { Mapping, Source } from './mapping'
import { kindsByWord, namesOf } from './names'
import { sampleOf } from './preview'
import type { Preview } from './preview'
import { writtenIn } from './writing'

/** What is known beside the file. */
export interface Habits {
  readonly source: string
  readonly zone: string
  readonly currency: string
}

/** What a file may well be, by its name, its columns and its first rows. Everything can be chosen otherwise. */
export function guessed(preview: Preview, fileName: string, habits: Habits): Mapping {
  return ofKind(likelyKind(preview, fileName), preview, habits)
}

/** The same file as rows of one kind. */
export function ofKind(rows: RowKind, preview: Preview, habits: Habits): Mapping {
  const fields = likelyFields(rows, preview)
  const own = ownId[rows]
  const number = own === undefined ? undefined : columnFor(own, preview.columns)
  const numbers = number === undefined ? [] : sampleOf(preview, number)
  return {
    form: {},
    rows,
    fields,
    attributes: {},
    keys: number === undefined ? [] : [number],
    // A number of a receipt that comes again is that of its next line.
    together: new Set(numbers).size < numbers.length,
    repeats: false,
    written: { ...usual, ...writtenIn(samplesFor(rows, fields, preview)) },
    ...habits,
  }
}

/** The fields that stand in a column each. */
export const columnFields = (rows: RowKind): readonly (readonly [name: string, field: RowField])[] =>
  Object.entries(fieldsOf(rows)).filter(([, { type }]) => type !== 'attributes' && type !== 'object')

/**
 * Which column each field is likely to stand in. No column is given to two fields; the row's own id is better made of the
 * source and of what says which row it is.
 */
export function likelyFields(rows: RowKind, preview: Preview): Readonly<Record<string, Source>> {
  const known = columnFields(rows).filter(([name]) => name !== ownId[rows])
  const pairs = known.flatMap(([name, field]) =>
    preview.columns.map((column) => ({ name, field, column, score: scoreOf(rows, name, field, column, preview) })),
  )
  const best = pairs
    .filter(({ score }) => score > 0)
    // A needed field goes before another one that would have the same column.
    .toSorted((a, b) => b.score - a.score || Number(b.field.required ?? 0) - Number(a.field.required ?? 0))
  const found: Record<string, Source> = {}
  const taken = new Set<string>()
  for (const { name, field, column } of best) {
    if (found[name] !== undefined || taken.has(column)) continue
    found[name] = sourceFor(field.type, column, preview)
    taken.add(column)
  }
  return found
}

/** 3: called so. 2: called as such columns often are. 1: it is part of the name. 0: not that. */
function scoreOf(rows: RowKind, name: string, { type }: RowField, column: string, preview: Preview): number {
  // The id of a row is that of the thing that the row is.
  const named = name === rows && plainOf(column) === 'id' ? 3 : scoreByName(name, column)
  return named > 0 && fits(type, preview, column) ? named : 0
}

function scoreByName(name: string, column: string): number {
  const plain = plainOf(column)
  if (plain === plainOf(name)) return 3
  const names = namesOf[name] ?? []
  if (names.includes(plain)) return 2
  return wordsOf(column).some((word) => word === plainOf(name) || names.includes(word)) ? 1 : 0
}

const columnFor = (name: string, columns: readonly string[]): string | undefined =>
  columns
    .map((column) => ({ column, score: scoreByName(name, column) }))
    .filter(({ score }) => score > 1)
    .toSorted((a, b) => b.score - a.score)[0]?.column

const ID = /^[a-z0-9][a-z0-9._~-]{0,63}$/i

/** Of a text that cannot be an id as it stands one is made. */
function sourceFor(type: FieldType, column: string, preview: Preview): Source {
  const isId = type === 'id' || type === 'products'
  const slug = isId && sampleOf(preview, column).some((text) => !ID.test(text))
  return { column, ...(slug ? { slug } : {}) }
}

function samplesFor(rows: RowKind, fields: Readonly<Record<string, Source>>, preview: Preview) {
  const known = fieldsOf(rows)
  const of = (types: readonly FieldType[]) =>
    Object.entries(fields).flatMap(([name, source]) =>
      types.includes(known[name]!.type) && 'column' in source ? sampleOf(preview, source.column) : [],
    )
  return { days: of(['day']), moments: of(['moment']), numbers: of(['money', 'whole']) }
}

/** The kind most of whose needed fields are there; what the file is called counts as much as a field. */
export function likelyKind(preview: Preview, fileName: string): RowKind {
  const score = (kind: RowKind): number => {
    const fields = likelyFields(kind, preview)
    const known = Object.entries(fieldsOf(kind)).filter(([, { type }]) => type !== 'attributes')
    const needed = known.filter(([, { required }]) => required)
    const there = needed.filter(([name]) => fields[name] !== undefined).length / needed.length
    const more = Object.keys(fields).length / 100
    return there + more + (kindsByWord[kind].test(fileName.toLowerCase()) ? 0.5 : 0) - (kind === 'customer' ? 0.4 : 0)
  }
  return rowKinds.map((kind) => ({ kind, score: score(kind) })).reduce((a, b) => (b.score > a.score ? b : a)).kind
}

/** `Customer No.` → `customerno`. */
const plainOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')

/** `orderDate`, `order_date` → `order`, `date`. */
const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .map(plainOf)
    .filter((word) => word !== '')

/** The same choice for a file that is read otherwise: what stood in columns that are gone is looked for anew. */
export function fitted(mapping: Mapping, preview: Preview): Mapping {
  const { columns } = preview
  const isGone = (source: Source | undefined) =>
    source !== undefined && 'column' in source && !columns.includes(source.column)
  const gone = Object.keys(mapping.fields).filter((name) => isGone(mapping.fields[name]))
  const keys = mapping.keys.filter((column) => columns.includes(column))
  const attributes = Object.entries(mapping.attributes).filter(([, column]) => columns.includes(column))
  const lost = mapping.keys.length - keys.length + Object.keys(mapping.attributes).length - attributes.length
  if (gone.length + lost === 0) return mapping
  const likely = likelyFields(mapping.rows, preview)
  const kept = Object.entries(mapping.fields).filter(([name]) => !gone.includes(name))
  const found = gone.flatMap((name) => (likely[name] === undefined ? [] : [[name, likely[name]] as const]))
  return {
    ...mapping,
    fields: Object.fromEntries([...kept, ...found]),
    keys,
    attributes: Object.fromEntries(attributes),
  }
}
