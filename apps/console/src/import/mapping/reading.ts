import { currencies } from '@ledger/values'
import { columnsUsed, isForm, rowMapper } from '../manifest'
import type { FilePart, Manifest } from '../manifest'
import type { Preview } from './preview'

/** What has become of a row: its values by field, why it cannot be taken, or nothing where it is passed over. */
export type Read = { readonly line: number } & (
  { readonly values: Readonly<Record<string, unknown>> } | { readonly wrong: string } | { readonly passedOver: true }
)

/**
 * The first rows as the import reads them: by the very code of the import. Nothing where what was said does not suffice
 * for that yet.
 */
export function readings({ zone, currency, formats = {} }: Manifest, file: FilePart, preview: Preview) {
  const forms = [formats, file.formats ?? {}]
  const isSound =
    isZone(zone) &&
    currencies.has(currency) &&
    forms.every(({ day = [], time = [] }) => [day].flat().every(isDay) && [time].flat().every(isTime))
  if (!isSound || !isReadable(file, preview)) return undefined
  const map = rowMapper({ path: '', ...file }, preview.columns, { zone, currency, forms, lookups: new Map() })
  return preview.rows.map(({ line, cells, problem }): Read => {
    if (problem) return { line, wrong: problem.message }
    const mapped = map(cells)
    if (mapped === undefined) return { line, passedOver: true }
    return { line, ...('values' in mapped ? { values: mapped.values } : { wrong: mapped.message }) }
  })
}

const isDay = (form: string): boolean => isForm(form, 'day')
const isTime = (form: string): boolean => isForm(form, 'time')

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined
  } catch {
    return false
  }
}

/** Whether there are fields, all in columns that are there. Tables in other files are not here to be looked up. */
function isReadable(file: FilePart, { columns }: Preview): boolean {
  const used = [...columnsUsed({ path: '', ...file })].map(({ column }) => column)
  const isElsewhere = JSON.stringify(file.fields).includes('"lookup":"')
  return Object.keys(file.fields).length > 0 && !isElsewhere && used.every((column) => columns.includes(column))
}
