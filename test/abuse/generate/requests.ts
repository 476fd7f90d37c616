import fc from 'fast-check'
import type { Description } from '../description.js'
import { bulkRequests } from './bulk.js'
import { cursorRequests } from './cursors.js'
import type { GivenCursor } from './cursors.js'
import { fileRequests } from './files.js'
import { headerRequests } from './headers.js'
import { malformedRequests, mediaTypeRequests } from './malformed.js'
import { methodRequests } from './methods.js'
import { pathRequests } from './paths.js'
import { queryRequests } from './queries.js'
import type { HostileRequest, Kind } from './request.js'
import { socketRequests } from './sockets.js'
import { tokenRequests } from './tokens.js'
import { brokenRequests, validRequests, wildRequests } from './well-formed.js'

const weights: Readonly<Record<Kind, number>> = {
  valid: 22,
  'one thing wrong': 16,
  'wild body': 10,
  'malformed body': 8,
  header: 8,
  path: 8,
  query: 10,
  cursor: 3,
  'media type': 4,
  method: 3,
  bulk: 3,
  file: 3,
  token: 3,
  socket: 2,
}

/** Gives the requests of a seed by their number. */
export function requestsOf(
  description: Description,
  cursors: readonly GivenCursor[],
  seed: number,
): (number: number) => HostileRequest {
  const of = (make: typeof validRequests) => make(description.operations, description)
  const byKind: Readonly<Record<Kind, fc.Arbitrary<HostileRequest>>> = {
    valid: of(validRequests),
    'one thing wrong': of(brokenRequests),
    'wild body': of(wildRequests),
    'malformed body': of(malformedRequests),
    header: of(headerRequests),
    path: of(pathRequests),
    query: of(queryRequests),
    cursor: cursorRequests(cursors),
    'media type': of(mediaTypeRequests),
    method: of(methodRequests),
    bulk: of(bulkRequests),
    file: of(fileRequests),
    token: of(tokenRequests),
    socket: socketRequests,
  }
  const any = fc.oneof(
    ...Object.entries(byKind).map(([kind, arbitrary]) => ({ weight: weights[kind as Kind], arbitrary })),
  )
  // Every request is drawn by itself, so that one of a hundred thousand can be had without the others.
  return (number) => fc.sample(any, { seed: (seed * 1_000_003 + number) | 0, numRuns: 1 })[0]!
}
