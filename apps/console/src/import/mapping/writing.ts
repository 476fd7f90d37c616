import { parseDecimal, Times } from '../manifest'
import type { Written } from './mapping'

/** Forms of days that are often met, the reader's own first where two look alike. The empty one is ISO 8601. */
export function dayForms(locale = globalThis.navigator?.language ?? 'en-GB'): readonly string[] {
  const byMonth = locale === 'en-US'
  const slashes = byMonth ? ['M/d/yyyy', 'd/M/yyyy'] : ['d/M/yyyy', 'M/d/yyyy']
  return ['', 'd.M.yyyy', ...slashes, 'd-M-yyyy', 'yyyy/M/d', 'yyyyMMdd', 'd MMM yyyy', 'd.M.yy']
}

export const timeForms = (locale?: string): readonly string[] => [
  '',
  ...dayForms(locale).flatMap((day) =>
    ['H:mm', 'H:mm:ss', 'h:mm a', 'h:mm:ss a'].map((clock) => `${day === '' ? 'yyyy-M-d' : day} ${clock}`),
  ),
]

const numberForms = [
  { decimal: '.', thousands: '' },
  { decimal: '.', thousands: ',' },
  { decimal: ',', thousands: '' },
  { decimal: ',', thousands: '.' },
  { decimal: '.', thousands: ' ' },
  { decimal: ',', thousands: ' ' },
  { decimal: '.', thousands: "'" },
  { decimal: ',', thousands: "'" },
] as const satisfies readonly Pick<Written, 'decimal' | 'thousands'>[]

const ofDay = new Map<string, Times>()
const ofTime = new Map<string, Times>()

/** A reader of one form; making one takes longer than reading. */
function readerOf(form: string, readers: Map<string, Times>): Times {
  const forms = form === '' ? [] : [form]
  const reader =
    readers.get(form) ??
    new Times({ zone: 'UTC', days: readers === ofDay ? forms : [], times: readers === ofTime ? forms : [] })
  readers.set(form, reader)
  return reader
}

/** The form that reads the most of the texts, the first of those that do; nothing where none reads more than half of them. */
function likeliest<F>(forms: readonly F[], texts: readonly string[], reads: (form: F) => (text: string) => boolean) {
  let best: { form: F; read: number } | undefined
  for (const form of forms) {
    const read = texts.filter(reads(form)).length
    if (read > (best?.read ?? texts.length / 2)) best = { form, read }
    if (read === texts.length) break
  }
  return best?.form
}

/** The form in which these are days, but for a few mistakes among them; nothing where there is none. */
export const daysIn = (texts: readonly string[]): string | undefined =>
  likeliest(dayForms(), texts, (form) => {
    const times = readerOf(form, ofDay)
    return (text) => times.day(text) !== undefined
  })

/** The form in which these are times, days in the usual form among them; nothing where there is none. */
export const timesIn = (texts: readonly string[]): string | undefined =>
  likeliest(timeForms(), texts, (form) => {
    const times = readerOf(form, ofTime)
    return (text) => times.moment(text) !== undefined
  })

export const numbersIn = (texts: readonly string[]): Pick<Written, 'decimal' | 'thousands'> | undefined =>
  likeliest(numberForms, texts, (form) => (text) => parseDecimal(text, form) !== undefined)

interface Samples {
  readonly days: readonly string[]
  readonly moments: readonly string[]
  readonly numbers: readonly string[]
}

/** How the file writes days, times and numbers, by what stands in its first rows. */
export function writtenIn({ days, moments, numbers }: Samples): Partial<Written> {
  const time = moments.length === 0 ? undefined : timesIn(moments)
  // What is no time is a day.
  const allDays = time === undefined ? [...days, ...moments] : days
  const day = allDays.length === 0 ? undefined : daysIn(allDays)
  return {
    ...(time === undefined ? {} : { time }),
    ...(day === undefined ? {} : { day }),
    ...(numbers.length === 0 ? {} : numbersIn(numbers)),
  }
}
