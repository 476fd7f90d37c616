import type { Expression, FieldSource, ImportFile } from '../manifest/manifest.js'
import type { Path } from '../manifest/places.js'

const BRACES = /\{([^{}]*)\}/g

/** A field as its long form. */
export const expressionOf = (source: FieldSource): Expression =>
  typeof source !== 'string' ? source : source.search(BRACES) >= 0 ? { template: source } : { column: source }

/** The columns in a template. */
export const templateColumns = (template: string): readonly string[] =>
  [...template.matchAll(BRACES)].map(([, column]) => column!)

/** A text from a template, given the text of each column. */
export const filled = (template: string, textOf: (column: string) => string): string =>
  template.replace(BRACES, (_, column: string) => textOf(column))

/** A column of a sum, without its sign. */
export const unsigned = (column: string): string => (column.startsWith('-') ? column.slice(1) : column)

/** Every column that a file's part of the manifest speaks of, and where it does. */
export function* columnsUsed(file: ImportFile): Iterable<{ path: Path; column: string }> {
  for (const name of ['identity', 'group'] as const) {
    for (const [at, column] of (file[name] ?? []).entries()) yield { path: [name, at], column }
  }
  for (const column of Object.keys(file.where ?? {})) yield { path: ['where', column], column }
  for (const [path, source] of fieldSources(file)) yield* ofSource(source, path)
}

/** Every field of a file with its place, those of a table of attributes one by one. */
export function* fieldSources({ fields }: ImportFile): Iterable<[Path, FieldSource]> {
  for (const [name, source] of Object.entries(fields)) {
    if (name !== 'attributes') yield [['fields', name], source as FieldSource]
    else for (const [attribute, one] of Object.entries(source)) yield [['fields', name, attribute], one as FieldSource]
  }
}

function* ofSource(source: FieldSource, path: Path): Iterable<{ path: Path; column: string }> {
  const { column, template, sum } = expressionOf(source)
  if (column !== undefined) yield { path: typeof source === 'string' ? path : [...path, 'column'], column }
  for (const one of templateColumns(template ?? '')) yield { path, column: one }
  for (const [at, one] of (sum ?? []).entries()) yield { path: [...path, 'sum', at], column: unsigned(one) }
}
