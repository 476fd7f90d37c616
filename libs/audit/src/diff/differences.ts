import { money } from '../history/words/sentence.js'
import { many } from './facts.js'
import type { Fact, Facts } from './facts.js'

/** Something that is not the same at two moments; `before` or `after` is missing where there was nothing. */
export interface Change {
  /** Path into what is known: `plan.budget.stand.amount`. */
  readonly field: string
  /** One sentence. */
  readonly words: string
  readonly before?: unknown
  readonly after?: unknown
}

/** What differs between two moments, in the order of the fields. Money is in the smallest unit of `currency`. */
export function differences(before: Facts, after: Facts, currency: string | undefined): readonly Change[] {
  return [...walk(before, after, [])].map(([path, was, is]) => ({
    field: path.join('.'),
    words: sentence(path, was, is, currency),
    ...(was === undefined ? {} : { before: was }),
    ...(is === undefined ? {} : { after: is }),
  }))
}

type Difference = readonly [path: readonly string[], before: Fact | undefined, after: Fact | undefined]

function* walk(before: Facts, after: Facts, path: readonly string[]): Generator<Difference> {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is, here] = [before[name], after[name], [...path, name]]
    if (typeof was === 'object' && typeof is === 'object') yield* walk(was, is, here)
    else if (was !== is && !(isEmpty(was) && isEmpty(is)))
      yield* isElement(here) ? [[here, was, is] as const] : opened(here, was, is)
  }
}

/** Something that came or went as a whole, such as a registration, is told field by field; an element of a list is not. */
function* opened(path: readonly string[], was: Fact | undefined, is: Fact | undefined): Generator<Difference> {
  if (typeof was !== 'object' && typeof is !== 'object') return yield [path, was, is]
  if (typeof was !== 'object' && was !== undefined) yield [path, was, undefined]
  yield* walk(typeof was === 'object' ? was : {}, typeof is === 'object' ? is : {}, path)
  if (typeof is !== 'object' && is !== undefined) yield [path, undefined, is]
}

const isElement = (path: readonly string[]): boolean => many[path.at(-2) ?? '']?.id !== undefined

const isEmpty = (fact: Fact | undefined): boolean =>
  fact === undefined || (typeof fact === 'object' && Object.keys(fact).length === 0)

function sentence(path: readonly string[], was: Fact | undefined, is: Fact | undefined, currency: string | undefined) {
  const name = nameOf(path)
  const told = (fact: Fact) => valueOf(path, fact, currency)
  if (was === undefined)
    return isElement(path)
      ? `${upper(name)} was added: ${told(is!)}.`
      : `${upper(name)}: now ${told(is!)}, none before.`
  if (is === undefined)
    return isElement(path)
      ? `${upper(name)} was removed: ${told(was)}.`
      : `${upper(name)}: none now, ${told(was)} before.`
  return `${upper(name)} changed from ${told(was)} to ${told(is)}.`
}

/** `the amount of budget line stand of the plan` */
function nameOf(path: readonly string[]): string {
  const parts: string[] = []
  for (let at = 0; at < path.length; at += 1) {
    const list = at + 1 < path.length ? many[path[at]!] : undefined
    if (list) at += 1
    parts.unshift(list ? `the ${list.one} ${path[at]!}` : `the ${inWords(path[at]!)}`)
  }
  return parts.join(' of ')
}

/** What reads better than the name of the field. */
const called: Readonly<Record<string, string>> = {
  spent: 'sum spent',
  committed: 'sum committed',
  settledBy: 'settling cost',
  released: 'reason of the release',
  at: 'time',
  since: 'time',
  from: 'beginning',
  to: 'end',
  a: 'end of A',
  b: 'end of B',
  c: 'end of C',
  reversed: 'reason of the reversal',
  taken: 'number of seats taken',
  held: 'number of seats held',
  registered: 'number of people registered',
  waiting: 'number of people waiting',
}

/** `offerHours` → `offer hours` */
const inWords = (name: string): string =>
  (Object.hasOwn(called, name) ? called[name] : undefined) ??
  name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const MONEY = ['amount', 'budget', 'committed', 'spent']

function valueOf(path: readonly string[], fact: Fact, currency: string | undefined): string {
  if (typeof fact === 'object') {
    const own = typeof fact['currency'] === 'string' ? fact['currency'] : currency
    return Object.entries(fact)
      .map(([name, value]) => `${inWords(name)} ${valueOf([...path, name], value, own)}`)
      .join(', ')
  }
  const [above, name] = [path.at(-2), path.at(-1)!]
  if (typeof fact === 'number' && (above === 'revenue' || above === 'totals')) return money(fact, name)
  if (typeof fact === 'number' && currency !== undefined && MONEY.includes(name)) return money(fact, currency)
  return typeof fact === 'string' ? `“${fact}”` : String(fact)
}
