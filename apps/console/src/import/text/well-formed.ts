import { fieldsOf, rowKinds } from '../manifest'
import type { FieldSource, FilePart, Forms, Manifest, RowKind } from '../manifest'

type Unknown = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText)
const maybe = (is: (value: unknown) => boolean) => (value: unknown) => value === undefined || is(value)
const oneOf = (...values: readonly unknown[]) => maybe((value) => values.includes(value))

/**
 * Whether a value has the form of a manifest as far as reading the first rows takes: the types of what is there. What it
 * means is for the service to judge, and whether it is whole.
 */
export const isWellFormed = (value: unknown): value is Manifest =>
  isRecord(value) &&
  [value['source'], value['zone'], value['currency']].every(isText) &&
  maybe(isForms)(value['formats']) &&
  Array.isArray(value['files']) &&
  value['files'].length > 0 &&
  value['files'].every(isPart)

function isPart(value: unknown): value is FilePart {
  if (!isRecord(value) || !rowKinds.includes(value['rows'] as RowKind) || !isRecord(value['fields'])) return false
  const { rows, fields, identity, group, where, formats } = value
  const known = fieldsOf(rows as RowKind)
  return (
    Object.entries(fields as Unknown).every(([name, source]) =>
      known[name]?.type === 'attributes'
        ? isRecord(source) && Object.values(source).every(isSource)
        : known[name] !== undefined && isSource(source),
    ) &&
    [identity, group].every(maybe(isTexts)) &&
    maybe((one) => isRecord(one) && Object.values(one).every((texts) => isText(texts) || isTexts(texts)))(where) &&
    maybe(isForms)(formats) &&
    isFileForm(value)
  )
}

const isFileForm = ({ format, encoding, separator, quote, header, columns }: Unknown): boolean =>
  oneOf('csv', 'blank-separated', 'ndjson')(format) &&
  oneOf('utf-8', 'latin1', 'utf-16le')(encoding) &&
  [separator, quote].every(maybe(isText)) &&
  oneOf(true, false)(header) &&
  maybe(isTexts)(columns)

function isSource(value: unknown): value is FieldSource {
  if (isText(value)) return true
  if (!isRecord(value)) return false
  const { column, template, sum, lookup, split, formats } = value
  const isTable = (one: unknown) => isText(one) || (isRecord(one) && Object.values(one).every(isText))
  return (
    [column, template, split].every(maybe(isText)) &&
    maybe(isTexts)(sum) &&
    maybe(isTable)(lookup) &&
    maybe(isForms)(formats)
  )
}

const isForms = (value: unknown): value is Forms =>
  isRecord(value) &&
  [value['day'], value['time']].every(maybe((one) => isText(one) || isTexts(one))) &&
  oneOf('.', ',')(value['decimal']) &&
  oneOf('', ',', '.', ' ', "'")(value['thousands']) &&
  oneOf('major', 'minor')(value['money']) &&
  oneOf('half-up', 'refuse')(value['rounding'])
