import { imports } from '../../texts/imports'
import { expressionOf, fieldsOf, isForm, ownId, templateColumns } from '../manifest'
import type { Mapping, Source } from './mapping'

const words = imports.mapping

/** Where the service says what is wrong with a field: places in the manifest. */
export const placeOf = (field: string): string => `files.0.fields.${field}`
export const KEYS = 'files.0.identity'

/** What is still to be said, or cannot be so, by its place in the manifest. What only the service can tell is not here. */
export function refusalsOf(mapping: Mapping, columns: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries([...inFields(mapping, columns), ...inKeys(mapping, columns), ...inRest(mapping)])
}

type Refusals = Iterable<readonly [place: string, words: string]>

function* inFields({ rows, fields, attributes }: Mapping, columns: readonly string[]): Refusals {
  for (const [name, { required, type }] of Object.entries(fieldsOf(rows))) {
    if (type === 'attributes') {
      const chosen = Object.values(attributes)
      if (chosen.length === 0) yield [placeOf(name), words.attributesMissing]
      continue
    }
    const source = fields[name]
    if (isEmpty(source)) {
      if (required) yield [placeOf(name), words.missing]
      continue
    }
    const unknown = columnsOf(source!).find((column) => !columns.includes(column))
    if (unknown !== undefined) yield [placeOf(name), words.unknownColumn(unknown)]
  }
}

const isEmpty = (source: Source | undefined): boolean =>
  source === undefined || ('text' in source && source.text.trim() === '')

const columnsOf = (source: Source): readonly string[] => {
  if ('column' in source) return [source.column]
  const { template } = expressionOf(source.text)
  return template === undefined ? [] : templateColumns(template)
}

function* inKeys({ rows, fields, keys, together }: Mapping, columns: readonly string[]): Refusals {
  const unknown = keys.find((column) => !columns.includes(column))
  if (unknown !== undefined) yield [KEYS, words.unknownColumn(unknown)]
  const own = ownId[rows]
  const isNeeded = together || (own !== undefined && isEmpty(fields[own]))
  if (isNeeded && keys.length === 0) yield [KEYS, words.keysMissing]
}

function* inRest({ source, zone, currency, written }: Mapping): Refusals {
  if (!/^[a-z0-9][a-z0-9._~-]{0,31}$/.test(source)) yield ['source', source === '' ? words.missing : words.sourceWrong]
  if (zone === '') yield ['zone', words.missing]
  if (currency === '') yield ['currency', words.missing]
  for (const name of ['day', 'time'] as const)
    if (written[name] !== '' && !isForm(written[name], name)) yield [`formats.${name}`, words.tokensWrong]
  if (written.thousands === written.decimal) yield ['formats.thousands', words.sameSign]
}
