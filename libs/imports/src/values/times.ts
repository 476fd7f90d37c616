import { DateTime, FixedOffsetZone } from 'luxon'
import { ZoneClock } from './zone.js'

/** A moment and the day that it falls on in the zone of the import. */
export interface Moment {
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string
  /** ISO day. */
  readonly day: string
}

const NOON = 12 * 3_600_000
const AS_IT_STANDS = { zone: FixedOffsetZone.utcInstance, locale: 'en' } as const
const ISO_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d(:?\d\d)?)?$/

type Parse = (text: string) => { readonly ms: number; readonly hasOffset: boolean } | undefined

/**
 * Reads days and times in the forms given (luxon tokens, tried in their order; ISO 8601 where there are none). A time
 * without an offset is what the clock of the zone showed: one that it showed twice is taken as the first, one that it
 * skipped is moved on by the hour. A mere day stands for its noon, so that it stays the same day all around.
 */
export class Times {
  private readonly clock: ZoneClock
  private readonly days: readonly Parse[]
  private readonly times: readonly Parse[]

  constructor({ zone, days, times }: { zone: string; days: readonly string[]; times: readonly string[] }) {
    this.clock = new ZoneClock(zone)
    this.days = (days.length === 0 ? ['yyyy-MM-dd'] : days).map(inForm)
    this.times = times.length === 0 ? [isoTime] : times.map(inForm)
  }

  /** An ISO day; undefined where the text is no day in one of the forms. */
  day(text: string): string | undefined {
    const found = first(this.days, text)
    return found === undefined ? undefined : isoDay(found.ms)
  }

  moment(text: string): Moment | undefined {
    const time = first(this.times, text)
    if (time) return this.momentOf(time.hasOffset ? time.ms : this.clock.moment(time.ms))
    const day = this.day(text)
    return day === undefined ? undefined : this.noon(day)
  }

  noon(day: string): Moment {
    return this.momentOf(this.clock.moment(Date.parse(day) + NOON))
  }

  /** The first moment of an ISO day. */
  start(day: string): string {
    return new Date(this.clock.moment(Date.parse(day))).toISOString()
  }

  private momentOf(ms: number): Moment {
    return { at: new Date(ms).toISOString(), day: isoDay(this.clock.shown(ms)) }
  }
}

/** Luxon's own shorthands, and the tokens of other libraries that are taken for these by mistake (DD.MM.YYYY). */
const SHORTHANDS = /[DYtTfF]/
const withoutLiterals = (form: string): string => form.replace(/'[^']*'/g, '')

/** Whether luxon reads back with these tokens what it writes with them: the whole day, and for times the hour too. */
export function isForm(form: string, of: 'day' | 'time'): boolean {
  if (SHORTHANDS.test(withoutLiterals(form))) return false
  const sample = DateTime.fromObject({ year: 2027, month: 2, day: 28, hour: of === 'day' ? 0 : 15 }, AS_IT_STANDS)
  try {
    return +DateTime.fromFormat(sample.toFormat(form), form, AS_IT_STANDS) === +sample
  } catch {
    // Luxon throws where tokens speak of one day in two ways, such as of the day of the year beside the month.
    return false
  }
}

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

function inForm(form: string): Parse {
  const parser = DateTime.buildFormatParser(form, AS_IT_STANDS)
  const hasOffset = /[Zz]/.test(withoutLiterals(form))
  return (text) => parsed(DateTime.fromFormatParser(text, parser, AS_IT_STANDS), hasOffset)
}

const isoTime: Parse = (text) => {
  const match = ISO_TIME.exec(text)
  return match ? parsed(DateTime.fromISO(text.replace(' ', 'T'), AS_IT_STANDS), match[3] !== undefined) : undefined
}

const parsed = (time: DateTime, hasOffset: boolean) => (time.isValid ? { ms: time.toMillis(), hasOffset } : undefined)

function first(parsers: readonly Parse[], text: string): ReturnType<Parse> {
  for (const parse of parsers) {
    const found = parse(text)
    if (found) return found
  }
  return undefined
}
