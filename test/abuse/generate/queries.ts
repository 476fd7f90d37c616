import fc from 'fast-check'
import type { Description, Operation } from '../description.js'
import { written } from './request.js'
import type { HostileRequest } from './request.js'
import { choice } from './well-formed.js'
import { oddDays, oddMoments, oddNumbers, oddTexts } from './wild.js'

type Requests = fc.Arbitrary<HostileRequest>
const admin = { holder: 'admin', expectation: 'any' } as const
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())

const values = [
  ...oddTexts.filter((text) => text.length < 3_000),
  ...oddDays,
  ...oddMoments,
  ...oddNumbers,
  'x'.repeat(8_000),
]

/** Ways to spoil a query. */
const queries: Readonly<Record<string, (name: string, value: string) => string>> = {
  'an odd value': (name, value) => `${name}=${encoded(value)}`,
  twice: (name, value) => `${name}=1&${name}=${encoded(value)}`,
  unknown: (_, value) => `colour=${encoded(value)}`,
  'a list': (name) => `${name}[]=1&${name}[]=2`,
  'an operator': (name) => `${name}[$gt]=`,
  deep: (name) => `${name}${'[a]'.repeat(200)}=1`,
  'a prototype': (_, value) => `__proto__[admin]=1&constructor=${encoded(value)}&__proto__=1&toString=1`,
  'no encoding': (name) => `${name}=%zz%e2%28%`,
  'no value': (name) => name,
  'only signs': () => '&&==&?&=?#',
  'a thousand of them': (name) => Array.from({ length: 1_000 }, (_, n) => `${name}${n}=1`).join('&'),
  'lists in lists': (name) => `${name}=${Array(500).fill('a').join(',')}`,
  commas: (name) => `${name}=,,,`,
  'a formula': (name) => `${name}=%3D1%2B1`,
  pluses: (name) => `${name}=+1+`,
}

export function queryRequests(operations: readonly Operation[], description: Description): Requests {
  const asked = operations.filter(({ parameters }) => parameters.some((one) => one.in === 'query'))
  const tricks = fc.constantFrom(...Object.entries(queries))
  return fc
    .tuple(choice(asked, description), fc.nat(), fc.constantFrom(...values), tricks)
    .map(([parts, n, value, [trick, spoil]]) => {
      const names = parts.operation.parameters.filter((one) => one.in === 'query').map((one) => one.name)
      const name = names[n % names.length]!
      const query = Object.fromEntries(Object.entries(parts.query).filter(([other]) => other !== name))
      const { target, ...request } = written({ ...parts, query })
      const spoiled = spoil(name, isFarAhead(name, value) ? '3' : value)
      return {
        kind: 'query',
        trick: `${trick}: ${name}`,
        ...request,
        target: `${target}${target.includes('?') ? '&' : '?'}${spoiled}`,
        ...admin,
      }
    })
}

/** A view that shall be fresher than it can be makes its question wait for five seconds; that is asked for elsewhere. */
const isFarAhead = (name: string, value: string): boolean => name === 'minPosition' && Number(value) > 0
