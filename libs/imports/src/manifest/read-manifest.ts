import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { currencies } from '@ledger/values'
import { IANAZone } from 'luxon'
import { isForm } from '../values/times.js'
import type { Forms, Manifest } from './manifest.js'
import { manifestSchema } from './manifest-schema.js'
import { ManifestText } from './manifest-text.js'
import { noText } from './places.js'
import type { Path, Places, Problem } from './places.js'

/** The manifest, or the files that it names, cannot be used; nothing was written. */
export class BadManifest extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(problemLine).join('\n'))
    this.name = 'BadManifest'
  }
}

/** `line 7, column 5: …` */
export const problemLine = ({ line, column, message }: Problem): string =>
  line === undefined ? message : `line ${line}, column ${column ?? 1}: ${message}`

/** Compiled when the first manifest comes: a service starts without. */
let compiled: ValidateFunction<Manifest> | undefined
const validation = (): ValidateFunction<Manifest> =>
  (compiled ??= new Ajv2020({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
  }).compile<Manifest>(manifestSchema))

/** A manifest whose form is good, and where in it everything stands. */
export interface CheckedManifest {
  readonly manifest: Manifest
  readonly places: Places
}

/** Reads a manifest and checks it as far as that can be done without its files. @throws BadManifest */
export function readManifest(text: string): CheckedManifest {
  const parsed = new ManifestText(text)
  if (parsed.problems.length > 0) throw new BadManifest(parsed.problems)
  return checkManifest(parsed.value, parsed)
}

/** Checks a value that is to be a manifest as far as that can be done without its files. @throws BadManifest */
export function checkManifest(manifest: unknown, places: Places = noText): CheckedManifest {
  const validate = validation()
  if (!validate(manifest)) throw new BadManifest(schemaProblems(validate.errors ?? [], places))
  const problems = [...globalProblems(manifest), ...formProblems(manifest)].map(([path, message]) =>
    places.problem(path, message),
  )
  if (problems.length > 0) throw new BadManifest(problems)
  return { manifest, places }
}

function schemaProblems(errors: readonly ErrorObject[], places: Places): readonly Problem[] {
  // A branch that does not fit says nothing: the choice as a whole does.
  const telling = errors.filter(
    ({ keyword, schemaPath }) => keyword !== 'if' && !/\/(anyOf|oneOf)\/\d/.test(schemaPath),
  )
  const problems = telling.map((error) => {
    const path = error.instancePath.split('/').slice(1).map(unescaped)
    const { additionalProperty, missingProperty } = error.params as Partial<Record<string, string>>
    const message = messageOf(error, path.at(-1) ?? 'the manifest')
    return places.problem(path, message, additionalProperty ?? missingProperty)
  })
  const distinct = new Map(problems.map((one) => [`${one.path.join('.')} ${problemLine(one)}`, one]))
  return [...distinct.values()].sort((one, other) => (one.line ?? 0) - (other.line ?? 0))
}

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~')

function messageOf({ keyword, params, message, data, parentSchema }: ErrorObject, name: string): string {
  switch (keyword) {
    case 'additionalProperties': {
      const known = Object.keys((parentSchema as { properties?: object }).properties ?? {}).filter(
        (one) => one !== '$schema',
      )
      return `${String(params['additionalProperty'])} is not known here; known are ${known.join(', ')}`
    }
    case 'required':
      return `${name} needs ${String(params['missingProperty'])}`
    case 'oneOf':
      return `${name} needs exactly one of column, template, value, sum`
    case 'anyOf':
      return 'identity is needed: the columns that say which row it is, so that a second import doubles nothing'
    case 'enum':
      return `${name} must be one of ${(params['allowedValues'] as unknown[]).map((one) => JSON.stringify(one)).join(', ')}, not ${JSON.stringify(data)}`
    case 'pattern':
      return `${name} must be ${name === 'currency' ? 'three capital letters' : '1 to 32 letters a-z, digits, or . _ ~ - (not first)'}`
    case 'const':
      return name === 'repeats'
        ? 'repeats can only be counted where rows are not grouped'
        : `${name} must be ${JSON.stringify(params['allowedValue'])}`
    case 'type': {
      const wanted = [params['type']].flat().map((type) => inWords[String(type)] ?? String(type))
      return `${name} must be ${wanted.join(' or ')}`
    }
    case 'minItems':
      return `${name} is empty`
    default:
      return `${name} ${message ?? 'cannot be that'}`
  }
}

const inWords: Readonly<Record<string, string>> = {
  string: 'a text',
  array: 'a list',
  object: 'words with what stands behind them (name: value)',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
}

function* globalProblems({ zone, currency }: Manifest): Iterable<[Path, string]> {
  if (!IANAZone.isValidZone(zone)) yield [['zone'], `zone must be a time zone such as Europe/Vienna, not ${zone}`]
  if (!currencies.has(currency))
    yield [['currency'], `currency must be an ISO 4217 currency such as EUR, not ${currency}`]
}

function* formProblems(manifest: Manifest): Iterable<[Path, string]> {
  for (const [path, forms] of allForms(manifest)) {
    const decimal = forms.decimal ?? '.'
    if (forms.thousands === decimal)
      yield [[...path, 'thousands'], 'thousands and decimal must differ; decimal is a point where nothing is said']
    for (const name of ['day', 'time'] as const) {
      const bad = [forms[name] ?? []].flat().find((form) => !isForm(form, name))
      if (bad !== undefined)
        yield [
          [...path, name],
          `${bad} names no whole ${name} in luxon's tokens; write it like ${name === 'day' ? 'd.M.yyyy' : "yyyy-MM-dd'T'HH:mm"}`,
        ]
    }
  }
}

function* allForms(value: unknown, path: Path = []): Iterable<[Path, Forms]> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, one] of Object.entries(value)) {
    if (name === 'formats') yield [[...path, name], one as Forms]
    else if (name !== 'value' && name !== 'where')
      yield* allForms(one, [...path, Array.isArray(value) ? Number(name) : name])
  }
}
