import fc from 'fast-check'
import type { Operation } from '../description.js'
import type { HostileRequest } from './request.js'

type Requests = fc.Arbitrary<HostileRequest>
const admin = { holder: 'admin', expectation: 'any' } as const

/** A cursor that a list has given, and where. */
export interface GivenCursor {
  readonly operation: Operation
  readonly target: string
  readonly cursor: string
}

type Tamper = (values: unknown[], cursor: string) => string
const again = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString('base64url')

const tampers: Readonly<Record<string, Tamper>> = {
  'as it was': (_, cursor) => cursor,
  cut: (_, cursor) => cursor.slice(0, -3),
  longer: (_, cursor) => `${cursor}AAAA`,
  'upside down': (_, cursor) => [...cursor].toReversed().join(''),
  padded: (_, cursor) => `${cursor}==`,
  'of another list': ([, ...rest]) => again(['AAAAAAAAAA', ...rest]),
  'a number for a text': ([list, , key]) => again([list, 7, key]),
  nothing: ([list, , key]) => again([list, null, key]),
  'an object': ([list, , key]) => again([list, { a: 1 }, key]),
  'a flag': ([list, , key]) => again([list, true, key]),
  'one too many': (all) => again([...all, 'x']),
  'one too few': (all) => again(all.slice(0, -1)),
  'a number past every number': ([list, , key]) => again([list, JSON.rawJSON('1e400'), key]),
  'NUL and half a character': ([list]) => again([list, '\u0000', '\ud800']),
  'a million characters': ([list, at]) => again([list, at, 'x'.repeat(7_000)]),
  'no JSON': () => Buffer.from('[').toString('base64url'),
  'an object for all': () => again({ length: 3 }),
  deep: () => Buffer.from('['.repeat(5_000)).toString('base64url'),
}

export function cursorRequests(cursors: readonly GivenCursor[]): Requests {
  const tricks = fc.constantFrom(...Object.entries(tampers))
  return fc.tuple(fc.constantFrom(...cursors), tricks).map(([{ operation, target, cursor }, [trick, tamper]]) => {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    const tampered = encodeURIComponent(tamper(values, cursor))
    return {
      kind: 'cursor',
      trick,
      operation,
      method: 'GET',
      target: `${target}&cursor=${tampered}`,
      headers: [],
      ...admin,
    }
  })
}
