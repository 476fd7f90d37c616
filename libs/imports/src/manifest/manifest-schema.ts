import { fieldsOf, ownId, rowKinds } from './row-fields.js'
import type { RowField, RowKind } from './row-fields.js'

const named = (definition: string) => ({ $ref: `#/$defs/${definition}` })
const text = { type: 'string', minLength: 1 }
const texts = { type: 'array', items: text, minItems: 1, uniqueItems: true }
const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
})

const fileForm = {
  path: { ...text, description: 'Where it lies, from the folder given with --from.' },
  format: { enum: ['csv', 'blank-separated', 'ndjson'], description: 'csv where nothing is said.' },
  gzip: { type: 'boolean', description: 'Where nothing is said: by the name, .gz.' },
  encoding: { enum: ['utf-8', 'latin1', 'utf-16le'], description: 'utf-8 where nothing is said.' },
  separator: {
    type: 'string',
    minLength: 1,
    maxLength: 4,
    description: 'Between cells of a csv file; a comma where nothing is said.',
  },
  quote: {
    type: 'string',
    maxLength: 1,
    description: 'Around cells of a csv file; " where nothing is said, none where it is empty.',
  },
  header: {
    type: 'boolean',
    description: 'Whether the first line names the columns. True where `columns` is not given.',
  },
  columns: { ...texts, description: 'The names of the columns, in order, where no header names them.' },
}

const formats = object({
  day: { ...named('tokens'), description: 'yyyy-MM-dd where nothing is said.' },
  time: { ...named('tokens'), description: 'ISO 8601, with T or a blank, where nothing is said.' },
  decimal: { enum: ['.', ','], description: 'A point where nothing is said.' },
  thousands: { enum: ['', ',', '.', ' ', "'"], description: 'None where nothing is said.' },
  money: {
    enum: ['major', 'minor'],
    description: 'major (where nothing is said): 12.50 are 1250 cents; minor: 1250 are.',
  },
  rounding: {
    enum: ['half-up', 'refuse'],
    description:
      'Amounts finer than the smallest unit: half a unit away from zero (where nothing is said), or a bad row.',
  },
})

const expression = {
  ...object({
    column: text,
    template: { ...text, description: 'Text with columns in braces: hh-{household_id}' },
    value: { description: 'The same for every row.' },
    sum: { ...texts, description: 'Columns of numbers, added; one with - before it is taken away.' },
    lookup: {
      type: ['string', 'object'],
      minLength: 1,
      additionalProperties: { type: 'string' },
      minProperties: 1,
      description: "What stands for what: a table, or the name of one of the manifest's lookups.",
    },
    default: { type: ['string', 'number'], description: 'For empty cells, and for what the lookup does not have.' },
    slug: { type: 'boolean', description: 'Makes an id of a text: Type A becomes type-a.' },
    split: { ...text, description: 'Parts one cell into a list.' },
    formats: named('formats'),
  }),
  oneOf: [{ required: ['column'] }, { required: ['template'] }, { required: ['value'] }, { required: ['sum'] }],
}

const fieldSource = {
  if: { type: 'object' },
  then: named('expression'),
  else: { type: 'string', minLength: 1 },
  description: 'A column, a template (text with columns in braces), or an object that says more.',
}

const schemaOf = ({ type, about }: RowField) =>
  type === 'attributes'
    ? { type: 'object', additionalProperties: named('field'), minProperties: 1, description: about }
    : { ...named('field'), description: about }

/** The rules that hold for files of one kind of row. */
function rulesOf(kind: RowKind): object {
  const fields = Object.entries(fieldsOf(kind))
  const required = fields.filter(([, { required }]) => required).map(([name]) => name)
  const properties = Object.fromEntries(fields.map(([name, field]) => [name, schemaOf(field)]))
  const own = ownId[kind]
  const identified =
    own === undefined
      ? []
      : [{ required: ['identity'] }, { required: ['group'] }, { properties: { fields: { required: [own] } } }]
  return {
    if: { properties: { rows: { const: kind } }, required: ['rows'] },
    then: {
      properties: { fields: object(properties, required) },
      ...(identified.length === 0 ? {} : { anyOf: identified }),
    },
  }
}

const file = {
  ...object(
    {
      ...fileForm,
      rows: { enum: rowKinds, description: 'What a row is.' },
      fields: { type: 'object', description: 'Field → where it comes from.' },
      where: {
        type: 'object',
        additionalProperties: { type: ['string', 'array'], items: { type: 'string' }, minItems: 1 },
        minProperties: 1,
        description: 'Only rows in which these columns hold one of these texts; the others are passed over.',
      },
      identity: {
        ...texts,
        description: 'The columns that say which row it is, so that a second import doubles nothing.',
      },
      repeats: {
        enum: ['same', 'count'],
        description: 'An identity that comes again: the same thing (where nothing is said), or one more of it.',
      },
      group: {
        ...texts,
        description: 'Rows that agree in these columns are one thing, wherever they stand in the file.',
      },
      formats: named('formats'),
    },
    ['path', 'rows', 'fields'],
  ),
  dependentSchemas: { group: { properties: { repeats: { const: 'same' } } } },
  allOf: rowKinds.map(rulesOf),
}

/** JSON Schema (2020-12) of a manifest. `docs/reference/import-manifest.schema.json` is made from it. */
export const manifestSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Import manifest of the Campaign Ledger',
  ...object(
    {
      $schema: { type: 'string' },
      ledgerImport: { const: 1, description: 'The version of this format.' },
      source: {
        type: 'string',
        pattern: '^[a-z0-9][a-z0-9._~-]{0,31}$',
        description: 'The name of where it comes from. It stands in every event, and in the ids that are made.',
      },
      zone: { ...text, description: 'The time zone in which days are reckoned, such as Europe/Vienna.' },
      currency: { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 4217.' },
      formats: named('formats'),
      lookups: {
        type: 'object',
        additionalProperties: named('lookup'),
        description: 'Tables in other files, by name. Each is held in memory.',
      },
      files: {
        type: 'array',
        items: named('file'),
        minItems: 1,
        description: 'Read in this order, one after the other.',
      },
    },
    ['ledgerImport', 'source', 'zone', 'currency', 'files'],
  ),
  $defs: {
    tokens: {
      ...{ ...texts, type: ['string', 'array'], minLength: 1 },
      description: 'Tokens of luxon, such as d.M.yyyy; several are tried in their order.',
    },
    formats,
    expression,
    field: fieldSource,
    lookup: object(
      { ...fileForm, key: { ...text, description: 'Column.' }, value: { ...text, description: 'Column.' } },
      ['path', 'key', 'value'],
    ),
    file,
  },
}
