import type { FieldSource, Forms } from '../manifest/manifest.js'
import type { RowField } from '../manifest/row-fields.js'
import { Times } from '../values/times.js'
import { expressionOf } from './columns-used.js'
import { moneyReader, wholeReader } from './number-reader.js'
import { BadField, listReader, quoted, textReader } from './text-reader.js'
import type { Cells, Lookups, TextReader } from './text-reader.js'

/** The value of a field; undefined where the row has none. Throws BadField. */
export type FieldReader = (cells: Cells, currency: string) => unknown

/** What all fields of a file share. */
export interface Surroundings {
  readonly zone: string
  /** The manifest's forms, then the file's. */
  readonly forms: readonly Forms[]
  readonly lookups: Lookups
}

const defaultForms: Required<Forms> = {
  day: [],
  time: [],
  decimal: '.',
  thousands: '',
  money: 'major',
  rounding: 'half-up',
}

/** Makes the reader of one field. */
export function fieldReader(
  type: RowField['type'],
  source: FieldSource,
  { zone, forms, lookups }: Surroundings,
): FieldReader {
  const expression = expressionOf(source)
  const form: Required<Forms> = Object.assign({}, defaultForms, ...forms, expression.formats)
  const text = textReader(expression, lookups)
  switch (type) {
    case 'id':
    case 'text':
      return text
    case 'texts':
    case 'products':
      return listReader(expression, lookups)
    case 'object':
      return () => expression.value
    case 'day':
      return dayReader(text, form, zone)
    case 'moment':
      return momentReader(text, form, zone)
    case 'money':
      return moneyReader(expression, lookups, form)
    case 'whole':
      return wholeReader(expression, lookups, form)
    case 'attributes':
      throw new Error('a table of attributes is read field by field')
  }
}

const listed = (forms: string | readonly string[]): readonly string[] => (typeof forms === 'string' ? [forms] : forms)
const shown = (forms: string | readonly string[], usual: string): string =>
  listed(forms).length === 0 ? usual : listed(forms).join(' or ')
const timesOf = (forms: Required<Forms>, zone: string): Times =>
  new Times({ zone, days: listed(forms.day), times: listed(forms.time) })

function dayReader(text: TextReader, forms: Required<Forms>, zone: string): FieldReader {
  const times = timesOf(forms, zone)
  return (cells) => {
    const found = text(cells)
    if (found === undefined) return undefined
    // A day may be asked of a column that holds times.
    const day = times.day(found) ?? times.moment(found)?.day
    if (day === undefined)
      throw new BadField(`${quoted(found)} is no day in the form ${shown(forms.day, 'yyyy-MM-dd')}`)
    return day
  }
}

function momentReader(text: TextReader, forms: Required<Forms>, zone: string): FieldReader {
  const times = timesOf(forms, zone)
  return (cells) => {
    const found = text(cells)
    if (found === undefined) return undefined
    const moment = times.moment(found)
    if (moment) return moment
    const known = `${shown(forms.time, 'ISO 8601')} and no day in the form ${shown(forms.day, 'yyyy-MM-dd')}`
    throw new BadField(`${quoted(found)} is no time in the form ${known}`)
  }
}
