import type { RowKind } from './row-fields.js'

/** How days, times and numbers are written. What is not said is taken from the level above, at last from `defaultForms`. */
export interface Forms {
  readonly day?: string | readonly string[]
  readonly time?: string | readonly string[]
  readonly decimal?: '.' | ','
  readonly thousands?: '' | ',' | '.' | ' ' | "'"
  /** `major`: 12.50 are 1250 cents; `minor`: 1250 are. */
  readonly money?: 'major' | 'minor'
  readonly rounding?: 'half-up' | 'refuse'
}

/** The text of a field, from the cells of a row. One of `column`, `template`, `value`, `sum`. */
export interface Expression {
  readonly column?: string
  /** Text with columns in braces: `hh-{household_id}`. */
  readonly template?: string
  /** The same for every row: a text or number; for the fields that take one, a list or an object. */
  readonly value?: unknown
  /** Columns of numbers, added; one with `-` before it is taken away. */
  readonly sum?: readonly string[]
  /** What stands for what: a table, or the name of one of the manifest's lookups. */
  readonly lookup?: string | Readonly<Record<string, string>>
  /** For cells that are empty, and for texts that the lookup does not have. */
  readonly default?: string | number
  /** Makes an id of a text: `Type A` becomes `type-a`. */
  readonly slug?: boolean
  /** Parts one cell into a list. */
  readonly split?: string
  readonly formats?: Forms
}

/** A plain text is the name of a column, or a template where it holds braces. */
export type FieldSource = string | Expression

/** How a file is to be read, up to its rows. */
export interface FileForm {
  readonly path: string
  readonly format?: 'csv' | 'blank-separated' | 'ndjson'
  /** Else by the name: `.gz`. */
  readonly gzip?: boolean
  readonly encoding?: 'utf-8' | 'latin1' | 'utf-16le'
  readonly separator?: string
  readonly quote?: string
  /** Whether the first line names the columns; else `columns` does. */
  readonly header?: boolean
  readonly columns?: readonly string[]
}

/** A table in another file, by a column of it. */
export interface LookupFile extends FileForm {
  readonly key: string
  readonly value: string
}

export interface ImportFile extends FileForm {
  readonly rows: RowKind
  readonly fields: Readonly<Record<string, FieldSource | Readonly<Record<string, FieldSource>>>>
  /** Only rows in which these columns hold one of these texts. */
  readonly where?: Readonly<Record<string, string | readonly string[]>>
  /** The columns that say which row it is. */
  readonly identity?: readonly string[]
  /** What it means that an identity comes again: the same thing, or one more of it. */
  readonly repeats?: 'same' | 'count'
  /** Rows that agree in these columns are one thing. */
  readonly group?: readonly string[]
  readonly formats?: Forms
}

/** What an import is steered by. `manifest-schema.ts` is its definition, the docs explain it. */
export interface Manifest {
  readonly ledgerImport: 1
  readonly source: string
  readonly zone: string
  readonly currency: string
  readonly formats?: Forms
  readonly lookups?: Readonly<Record<string, LookupFile>>
  readonly files: readonly ImportFile[]
}
