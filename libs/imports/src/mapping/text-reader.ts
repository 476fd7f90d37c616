import type { Expression } from '../manifest/manifest.js'
import type { Cell } from '../reading/records.js'
import { filled } from './columns-used.js'

/** A row as its cells by column. */
export type Cells = (column: string) => Cell

/** A field of one row cannot be taken; the message says what stands there and what should. */
export class BadField extends Error {}

export type Lookups = ReadonlyMap<string, ReadonlyMap<string, string>>
/** Throws BadField. */
export type TextReader = (cells: Cells) => string | undefined
export type ListReader = (cells: Cells) => readonly string[] | undefined

/** One text of a row, looked up, defaulted and made an id as the manifest says; undefined where there is none. */
export function textReader(expression: Expression, lookups: Lookups): TextReader {
  const raw = rawReader(expression)
  const finish = finisher(expression, lookups)
  return (cells) => finish(raw(cells))
}

/** The same for a list: a constant one, that of an NDJSON cell, or the parts of a text. */
export function listReader(expression: Expression, lookups: Lookups): ListReader {
  const { column, value, split } = expression
  if (Array.isArray(value)) return () => value.map(String)
  const raw = rawReader(expression)
  const finish = finisher(expression, lookups)
  const parts = (cells: Cells): readonly string[] => {
    const cell = column === undefined ? raw(cells) : cells(column)
    return typeof cell === 'string' ? (split === undefined ? [cell] : cell.split(split)) : cell
  }
  return (cells) => {
    const texts = parts(cells).map((part) => part.trim())
    const found = (texts.every((text) => text === '') ? [''] : texts.filter((text) => text !== '')).map(finish)
    const list = found.filter((text) => text !== undefined)
    return list.length === 0 ? undefined : list
  }
}

function rawReader({ column, template, value }: Expression): (cells: Cells) => string {
  if (column !== undefined) return (cells) => single(cells(column), column)
  if (template !== undefined) return templateReader(template)
  const constant = value === undefined || value === null ? '' : String(value)
  return () => constant
}

/** A template with an empty column is empty: `hh-` would be somebody. */
function templateReader(template: string): (cells: Cells) => string {
  return (cells) => {
    let empty = false
    const text = filled(template, (name) => {
      const cell = single(cells(name), name)
      empty ||= cell === ''
      return cell
    })
    return empty ? '' : text
  }
}

export function single(cell: Cell, column: string): string {
  if (typeof cell === 'string') return cell.trim()
  throw new BadField(`${column} holds a list where one text belongs`)
}

function finisher(
  { lookup, slug = false, ...expression }: Expression,
  lookups: Lookups,
): (raw: string) => string | undefined {
  const fallback = expression.default === undefined ? undefined : String(expression.default)
  const table = typeof lookup === 'string' ? lookups.get(lookup) : lookup && new Map(Object.entries(lookup))
  return (raw) => {
    const found = raw !== '' && table ? table.get(raw) : raw
    if (found === undefined && fallback === undefined) throw new BadField(`${quoted(raw)} is not in the lookup`)
    const text = found === undefined || found === '' ? fallback : found
    return text !== undefined && slug ? slugOf(text) : text
  }
}

/** `Type A` → `type-a`: what an id cannot hold becomes a dash. */
const slugOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._~]+/g, '-')
    .replace(/^[-._~]+|-+$/g, '')

const SHOWN = 60
export const quoted = (text: string): string => JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)
