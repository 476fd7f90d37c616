import type { HostileRequest } from '../generate/request.js'

/** Something that must not be, with all that is needed to see it again. */
export interface Finding {
  /** Which promise was broken. */
  readonly check: string
  readonly what: string
  /** The number of the request under its seed, where one request is to blame. */
  readonly number?: number
  readonly request?: HostileRequest
}

const SHOWN = 240

/** A request as a line for people. */
export function shown({ kind, trick, method, target, headers, body, pieces }: HostileRequest): string {
  const what = pieces ? `${Buffer.concat(pieces).toString('latin1')}` : `${method} ${target} ${JSON.stringify(headers)}`
  const text = body ? ` ${body.subarray(0, SHOWN).toString()}` : ''
  return `${kind}, ${trick}: ${JSON.stringify(what.slice(0, SHOWN))}${text.slice(0, SHOWN)}`
}
