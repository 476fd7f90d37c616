import fc from 'fast-check'
import type { Description, Operation } from '../description.js'
import { pathOf, written } from './request.js'
import type { HostileRequest } from './request.js'
import { choice } from './well-formed.js'
import { oddTexts } from './wild.js'

type Requests = fc.Arbitrary<HostileRequest>
const admin = { holder: 'admin', expectation: 'any' } as const
const everyCharacter = (path: string): string =>
  [...path].map((one) => (one === '/' ? one : `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`)).join('')

/** Ways to write an address. Few of them lead anywhere. */
const addresses: Readonly<Record<string, (path: string) => string>> = {
  'every character encoded': everyCharacter,
  'encoded twice': (path) => everyCharacter(path).replaceAll('%', '%25'),
  'slashes encoded': (path) => `/${path.slice(1).replaceAll('/', '%2f')}`,
  'two slashes': (path) => `/${path}`,
  'slashes all over': (path) => path.replaceAll('/', '///'),
  'dots before': (path) => `/v1/..${path}`,
  'dots within': (path) => path.replace('/v1/', '/v1/./x/../'),
  'encoded dots': (path) => `/%2e%2e${path}`,
  backslashes: (path) => path.replaceAll('/', '\\'),
  'a slash behind': (path) => `${path}/`,
  'dots behind': (path) => `${path}/..`,
  'a parameter of the path': (path) => `${path};admin=true`,
  'another case': (path) => path.toUpperCase(),
  'half an encoding': (path) => `${path}%`,
  'no encoding': (path) => `${path}%zz`,
  'an overlong encoding': (path) => `${path}%c0%ae%c0%ae`,
  'half a character': (path) => `${path}%ed%a0%80`,
  'NUL behind': (path) => `${path}%00`,
  'a new line behind': (path) => `${path}%0d%0aX-Evil:%201`,
  'somewhere else': (path) => `http://elsewhere.example${path}`,
  'a fragment': (path) => `${path}#part`,
  'eight bits': (path) => `${path}/\u00e9\u00ff`,
  'five thousand characters': (path) => path + 'a'.repeat(5_000),
  'five hundred steps': (path) => path + '/a'.repeat(500),
}

const ids: readonly string[] = [
  ...oddTexts.filter((text) => text.length < 300),
  'x'.repeat(65),
  'x'.repeat(200),
  'x'.repeat(201),
  '..',
  '.',
  '~',
  '-1',
  '1e3',
  '9007199254740993',
  'ANNA',
  'a@b.example',
  'a:b',
]

export function pathRequests(operations: readonly Operation[], description: Description): Requests {
  const parts = choice(operations, description)
  const strange = fc.tuple(parts, fc.constantFrom(...Object.entries(addresses))).map(([one, [trick, change]]) => {
    const { target, ...request } = written(one)
    const [path, query] = target.split('?')
    return { kind: 'path' as const, trick, ...request, target: change(path!) + (query ? `?${query}` : ''), ...admin }
  })
  const withIds = fc.tuple(parts, fc.constantFrom(...ids)).map(([one, id]) => {
    const path = pathOf(
      one.operation,
      Object.fromEntries(Object.keys(one.path).map((name) => [name, id.toWellFormed()])),
    )
    return { kind: 'path' as const, trick: 'an odd id', ...written(one), target: path, ...admin }
  })
  return fc.oneof(strange, withIds)
}
