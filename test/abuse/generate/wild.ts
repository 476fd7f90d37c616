import fc from 'fast-check'

/** Texts that have broken somebody's program before. */
export const oddTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff',
  '\u202egnp.exe',
  'zero\u200bwidth\u200d',
  '\ufeffmark',
  '\uffff',
  'e\u0301'.repeat(60),
  '👩‍👩‍👧‍👦'.repeat(30),
  'ß'.repeat(201),
  'x'.repeat(70_000),
  "'; DROP TABLE events; --",
  '" OR 1=1 --',
  '${7*7}{{7*7}}',
  '<script>alert(1)</script>',
  '%00%0d%0a',
  '\r\nSet-Cookie: a=b',
  'null',
  'NaN',
  '=1+1',
  'constructor',
  '__proto__',
  'toString',
  'ΑΣΣ',
  'İ',
  '٣',
]

/** Days and moments that no calendar or no year of ours has. */
export const oddDays: readonly string[] = [
  '2026-02-30',
  '2027-02-29',
  '0000-01-01',
  '-000001-01-01',
  '+275761-01-01',
  '275761-01-01',
  '1799-12-31',
  '2200-01-01',
  '9999-12-31',
  '2027-13-01',
  '2027-00-10',
  '2027-1-1',
  ' 2027-01-01',
  '2027-01-01\n',
  '2027-01-01T00:00:00Z',
  '٢٠٢٧-٠١-٠١',
  '20270101',
  '2027-W01-1',
  'today',
]
export const oddMoments: readonly string[] = [
  '2016-12-31T23:59:60Z',
  '2027-03-28T02:30:00',
  '2027-02-30T00:00:00Z',
  '2027-01-01T24:00:00Z',
  '2027-01-01T25:00:00Z',
  '2027-01-01T00:00:00+99:00',
  '9999-12-31T23:59:59-14:00',
  '0000-01-01T00:00:00Z',
  '+275761-01-01T00:00:00Z',
  '2027-01-01',
  '1799-12-31T23:59:59.999Z',
]

/** Numbers as they are written, since a few of them are none after they were read. */
export const oddNumbers: readonly string[] = [
  '-0',
  '-1',
  '0.1',
  '1.0',
  '1e0',
  '1e400',
  '-1e400',
  '1e-400',
  '9007199254740991',
  '9007199254740992',
  '9007199254740993',
  '-9007199254740993',
  '18446744073709551616',
  '2147483648',
  '123456789012345678901234567890',
  '0.30000000000000004',
]

/** Names that every object has, or that have meant something to somebody. */
export const oddNames: readonly string[] = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  '$where',
  'a.b',
  '',
]

declare global {
  interface JSON {
    rawJSON(text: string): object
  }
}

const number = fc.constantFrom(...oddNumbers).map((text) => JSON.rawJSON(text))
const text = fc.oneof(fc.constantFrom(...oddTexts, ...oddDays, ...oddMoments), fc.string({ unit: 'binary' }))
const leaf = fc.oneof(text, number, fc.constantFrom(null, true, false), fc.integer())

/** Any JSON, with a liking for what is odd. Of names that an object cannot have for itself, see the malformed bodies. */
export const wildJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4, withCrossShrink: false }, leaf, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 5 }),
  object: fc.dictionary(fc.oneof(fc.constantFrom(...oddNames), fc.string({ maxLength: 8 })), tie('value'), {
    maxKeys: 5,
    noNullPrototype: true,
  }),
})).value
