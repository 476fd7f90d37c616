import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Manifest } from '../manifest.js'
import { mappingOf } from '../mapping/mapping.js'
import { readings } from '../mapping/reading.js'
import { isWellFormed } from './well-formed.js'

const manifest = {
  ledgerImport: 1,
  source: 'till',
  zone: 'Europe/Vienna',
  currency: 'EUR',
  formats: { day: ['d.M.yyyy'], time: 'd.M.yyyy H:mm', decimal: ',' },
  files: [
    {
      rows: 'purchase',
      separator: ';',
      header: true,
      identity: ['no'],
      where: { type: ['sale'] },
      fields: {
        customer: { template: 'c-{who}', slug: true },
        at: 'when',
        revenue: { sum: ['net', '-refund'], formats: { decimal: '.' } },
        products: { column: 'what', split: ',', lookup: { a: 'b' } },
        quantity: { value: 1 },
      },
    },
    { rows: 'customer', fields: { customer: 'who', attributes: { city: 'type' } } },
  ],
} as const satisfies Manifest

const found = {
  form: {},
  columns: ['no', 'type', 'who', 'when', 'net', 'refund', 'what'],
  rows: [{ line: 2, cells: ['1', 'sale', 'A', '3.1.2017', '5.00', '', 'a,a'] }],
}

/** Every place of a value, as the steps that lead there. */
function* placesIn(value: unknown, path: readonly string[] = []): Iterable<readonly string[]> {
  if (path.length > 0) yield path
  if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) yield* placesIn(one, [...path, name])
}

const places = [...placesIn(manifest)]

/** The manifest with something else at one place. */
function changed([step, ...rest]: readonly string[], other: unknown, value: unknown = manifest): unknown {
  if (step === undefined) return other
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as object) }
  copy[step] = changed(rest, other, copy[step])
  return copy
}

describe('a manifest that is well formed', () => {
  it('is one, and can be read', () => {
    expect(isWellFormed(manifest)).toBe(true)
    expect(manifest.files.map((file) => readings(manifest, file, found))).toMatchObject([
      [{ values: { customer: 'c-a', revenue: 500, products: [{ product: 'b', quantity: 2 }] } }],
      [{ values: { customer: 'A', attributes: { city: 'sale' } } }],
    ])
  })

  it.each([
    [['source'], 5],
    [['files'], []],
    [['files', '0'], null],
    [['files', '0', 'rows'], 'receipt'],
    [['files', '0', 'fields'], null],
    [['files', '0', 'fields', 'revenu'], 'net'],
    [['files', '0', 'fields', 'at'], null],
    [['files', '0', 'fields', 'at'], ['when']],
    [['files', '0', 'identity'], 'no'],
    [['files', '1', 'fields', 'attributes'], 'city'],
    [['formats', 'day'], [1]],
    [['formats', 'decimal'], ';'],
  ])('has nothing else in it, such as at %j: %j', (path, other) => {
    expect(isWellFormed(changed(path, other))).toBe(false)
  })

  it('never breaks what shows it, whatever else stands anywhere in it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), (path, other) => {
        const value = changed(path, other)
        if (!isWellFormed(value)) return
        mappingOf(value)
        for (const file of value.files) readings(value, file, found)
      }),
      { numRuns: 2_000 },
    )
  })
})
