import type { Problem } from '../../api/problem'
import { count, listOf } from '../../shared/format'
import { texts } from '../../texts'

const words = texts.commands
/** How many of a list are named; the rest is counted. */
const NAMED = 5

/**
 * What is said of a field, or of those in it where it is a list: each of them is named by what was sent and by its place,
 * for in a pasted list nobody counts to the seventh.
 */
export function refusalOf({ errors }: Pick<Problem, 'errors'>, name: string, sent: object | undefined) {
  const own = errors.filter(({ field }) => field === name || field.startsWith(`${name}.`))
  const list = (sent as Readonly<Record<string, unknown>> | undefined)?.[name]
  const placeOf = (field: string) => Number(field.slice(name.length + 1) || NaN)
  const whole = own.find(({ field }) => !Number.isInteger(placeOf(field)))
  if (whole || own.length === 0) return whole?.message
  const named = ({ field }: { readonly field: string }) => {
    const place = texts.work.place(count(placeOf(field) + 1))
    const id: unknown = Array.isArray(list) ? list[placeOf(field)] : undefined
    return typeof id === 'string' ? words.refusedOne(id, place) : place
  }
  return [...Map.groupBy(own, ({ message }) => message)]
    .map(([message, those]) => {
      const more = those.length - NAMED
      const which = those.slice(0, NAMED).map(named)
      return words.refusedOf(listOf(more > 0 ? [...which, words.refusedMore(count(more))] : which), message)
    })
    .join(' ')
}
