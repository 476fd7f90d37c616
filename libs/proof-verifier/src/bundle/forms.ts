import type { BundleLine } from './bundle.js'
import { Unsound } from './report.js'

type Fields = Readonly<Record<string, unknown>>
type Rule = (value: unknown) => boolean

const isText: Rule = (value) => typeof value === 'string'
const isPlace: Rule = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const isTexts: Rule = (value) => Array.isArray(value) && value.every(isText)
/** As `Date` writes it, which is what exporters do. */
const isTime: Rule = (value) =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const optional =
  (rule: Rule): Rule =>
  (value) =>
    value === undefined || rule(value)
const isSpan: Rule = (value) => isObject(value) && isPlace(value.from) && isPlace(value.to)
const isScope: Rule = (value) => isSpan(value) || (isObject(value) && isText(value.campaign))
/** Its six members and nothing else: what is hashed is all of it. */
const isEvent: Rule = (value) =>
  isObject(value) &&
  Object.keys(value).length === 6 &&
  ['id', 'type', 'stream'].every((name) => isText(value[name])) &&
  isPlace(value.revision) &&
  'data' in value &&
  'metadata' in value

/** What a line of each kind must have, so that it can be spoken of. Other fields are passed over. */
const forms: Readonly<Record<BundleLine['kind'], Readonly<Record<string, Rule>>>> = {
  header: {
    format: (value) => value === 'campaign-ledger-bundle',
    version: (value) => value === 1,
    origin: isText,
    madeAt: isTime,
    scope: isScope,
    size: isPlace,
    leaves: optional(isSpan),
  },
  key: {
    of: (value) => value === 'log' || value === 'witness',
    key: isText,
    madeAt: optional(isTime),
    introduction: optional(isText),
    retiredAt: optional(isTime),
  },
  checkpoint: { note: isText, issuedAt: isTime, proof: optional(isTexts) },
  event: { position: isPlace, leaf: isPlace, event: isEvent, proof: isTexts },
  end: { events: isPlace },
}

/** A line of a bundle. @throws Unsound where it is none */
export function lineOf(text: string): BundleLine {
  const value = jsonOf(text)
  const kind = isObject(value) ? value.kind : undefined
  if (!isObject(value) || typeof kind !== 'string' || !Object.hasOwn(forms, kind))
    throw new Unsound('malformed', 'this is no line of a bundle')
  for (const [name, rule] of Object.entries(forms[kind as BundleLine['kind']])) {
    if (!rule(value[name])) throw new Unsound('malformed', `the ${kind} has no good ${name}`)
  }
  // Else two who read it might not read the same, such as where a member comes twice.
  if (JSON.stringify(value) !== text)
    throw new Unsound('malformed', `the ${kind} is not written as it was: a member comes twice, or stands otherwise`)
  return value as unknown as BundleLine
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Unsound('malformed', 'this line is no JSON')
  }
}
