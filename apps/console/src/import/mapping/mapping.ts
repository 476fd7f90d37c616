import { expressionOf } from '../manifest'
import type { Expression, FieldSource, FilePart, FileForm, Forms, Manifest, RowKind } from '../manifest'

/** How a file is written, as far as it is said; what is not said is found out. */
export type Form = Omit<FileForm, 'path' | 'gzip'>

/** Where a field comes from: a column, or a text that is the same for all rows but for the columns in its braces. */
export type Source = ({ readonly column: string } | { readonly text: string }) & {
  /** An id is made of what stands there. */
  readonly slug?: true
}

/** How days, times and numbers are written; an empty text is the usual form. */
export interface Written {
  readonly day: string
  readonly time: string
  readonly decimal: '.' | ','
  readonly thousands: NonNullable<Forms['thousands']>
  readonly money: 'major' | 'minor'
}

/** A manifest as it is chosen on the screen. */
export interface Mapping {
  readonly form: Form
  readonly rows: RowKind
  readonly fields: Readonly<Record<string, Source>>
  /** Name of an attribute → column; customers only. */
  readonly attributes: Readonly<Record<string, string>>
  /** The columns that say which row it is. */
  readonly keys: readonly string[]
  /** Rows that agree in these columns are one thing. */
  readonly together: boolean
  /** A row that comes again is one more of it. */
  readonly repeats: boolean
  readonly written: Written
  readonly source: string
  readonly zone: string
  readonly currency: string
}

export const usual: Written = { day: '', time: '', decimal: '.', thousands: '', money: 'major' }

/** The manifest that says what was chosen. */
export function manifestOf(mapping: Mapping): Manifest {
  const { source, zone, currency, written } = mapping
  const formats = withoutUsual(written)
  return {
    ledgerImport: 1,
    source,
    zone,
    currency,
    ...(Object.keys(formats).length === 0 ? {} : { formats }),
    files: [fileOf(mapping)],
  }
}

function fileOf({ form, rows, fields, attributes, keys, together, repeats }: Mapping): FilePart {
  return {
    ...form,
    rows,
    ...(keys.length === 0 ? {} : { [together ? 'group' : 'identity']: keys }),
    ...(repeats && !together ? { repeats: 'count' as const } : {}),
    fields: {
      ...mapped(fields, sourceOf),
      ...(Object.keys(attributes).length === 0
        ? {}
        : { attributes: mapped(attributes, (column) => sourceOf({ column })) }),
    },
  }
}

/** A column in short, unless it would be read as something else. */
function sourceOf(source: Source): FieldSource {
  const slug = source.slug ? { slug: true } : {}
  if ('column' in source)
    return isPlain(source.column) && !source.slug ? source.column : { column: source.column, ...slug }
  return isPlain(source.text) ? { value: source.text, ...slug } : { template: source.text, ...slug }
}

const isPlain = (text: string): boolean => 'column' in expressionOf(text)

function withoutUsual(written: Written): Forms {
  const said = Object.entries(written).filter(([name, value]) => value !== usual[name as keyof Written])
  return Object.fromEntries(said)
}

/** What a manifest says, as it is chosen on the screen; nothing where it says more than can be chosen there. */
export function mappingOf(manifest: Manifest): Mapping | undefined {
  const [file, ...others] = manifest.files
  if (file === undefined || others.length > 0) return undefined
  const found = roughly(manifest, file)
  return found && told(manifestOf(found)) === told(manifest) ? found : undefined
}

/** As far as the screen goes; what it does not know is left out. */
function roughly({ source, zone, currency, formats }: Manifest, file: FilePart): Mapping | undefined {
  const {
    rows,
    fields,
    identity,
    group,
    repeats,
    formats: own,
    format,
    encoding,
    separator,
    quote,
    header,
    columns,
  } = file
  const { attributes = {}, ...others } = fields
  const { rounding: _, ...written } = { ...usual, ...formats, ...own }
  if (typeof attributes === 'string' || typeof written.day !== 'string' || typeof written.time !== 'string')
    return undefined
  const chosen = mapped(others as Readonly<Record<string, FieldSource>>, chosenOf)
  const named = mapped(attributes as Readonly<Record<string, FieldSource>>, chosenOf)
  const columnsOf = Object.values(named).every((one) => one !== undefined && 'column' in one)
  if (!columnsOf || Object.values(chosen).includes(undefined)) return undefined
  return {
    form: defined({ format, encoding, separator, quote, header, columns }),
    rows,
    fields: chosen as Readonly<Record<string, Source>>,
    attributes: mapped(named as Readonly<Record<string, { column: string }>>, ({ column }) => column),
    keys: group ?? identity ?? [],
    together: group !== undefined,
    repeats: repeats === 'count',
    written: written as Written,
    source,
    zone,
    currency,
  }
}

function chosenOf(source: FieldSource): Source | undefined {
  const { column, template, value, slug } = expressionOf(source)
  const made = slug ? { slug } : {}
  if (column !== undefined) return { column, ...made }
  const text = template ?? value
  return typeof text === 'string' ? { text, ...made } : undefined
}

/** The same text for all manifests that say the same, whatever they say in short and whatever they leave out. */
function told(manifest: Manifest): string {
  const { formats, files, ...rest } = manifest as Manifest & { readonly $schema?: string }
  const parts = files.map((file) => {
    const { path: _, fields, formats: own, repeats = 'same', ...more } = file as FilePart & { readonly path?: string }
    const { attributes = {}, ...others } = fields
    return {
      ...more,
      repeats,
      formats: { ...usual, rounding: 'half-up', ...formats, ...own },
      fields: mapped(others as Readonly<Record<string, FieldSource>>, longOf),
      attributes: mapped(attributes as Readonly<Record<string, FieldSource>>, longOf),
    }
  })
  const { $schema: _, ...said } = rest
  return JSON.stringify({ ...said, files: parts }, inOrder)
}

const longOf = (source: FieldSource): Expression => {
  const { slug, ...expression } = expressionOf(source)
  return { ...expression, ...(slug ? { slug } : {}) }
}

const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

const defined = (form: { readonly [Name in keyof Form]: Form[Name] | undefined }): Form =>
  Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined))

const mapped = <From, To>(record: Readonly<Record<string, From>>, to: (one: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, one]) => [name, to(one)]))
