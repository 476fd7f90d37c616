import { textOfVouched } from '../note/signers.js'
import type { Vouched } from '../note/signers.js'
import type { BundleScope } from './bundle.js'

/** The first thing in a bundle that is not as it must be. */
export interface Wrong {
  readonly code: string
  readonly message: string
  /** Of the file, from 1; missing where it is about what you have brought. */
  readonly line?: number
  /** Of the event in the log, where it is about one. */
  readonly position?: number
  readonly leaf?: number
}

/** What the verification of a bundle came to. */
export interface BundleReport {
  readonly sound: boolean
  readonly origin?: string
  readonly scope?: BundleScope
  readonly madeAt?: string
  /** Of a span: the leaves of which none is missing; the first, and the one after the last. */
  readonly leaves?: { readonly from: number; readonly to: number }
  /** The tree that everything was proven against. */
  readonly checkpoint?: { readonly size: number; readonly root: string }
  /** Whose keys of the log were believed: those that you named, or those that stand in the bundle. */
  readonly keys: 'yours' | 'of the bundle'
  /** Where they are yours: what they have signed. */
  readonly vouched?: Vouched
  /** What was checked, up to the first thing wrong. */
  readonly checked: {
    readonly events: number
    readonly streams: number
    readonly checkpoints: number
    /** Of witnesses whose keys were believed. */
    readonly countersignatures: number
    /** Of others: whether they hold cannot be said. */
    readonly otherCountersignatures: number
  }
  readonly wrong?: Wrong
  /** What this bundle, or this verification of it, does not prove. */
  readonly limits: readonly string[]
}

/** Something is wrong: ends the verification. */
export class Unsound extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly place: { readonly position?: number; readonly leaf?: number } = {},
  ) {
    super(message)
    this.name = 'Unsound'
  }
}

/** Something is wrong with what the auditor has brought, and not with a line of the bundle. */
export class UnsoundTrust extends Unsound {}

/** For people, in some lines. */
export function textOfReport(report: BundleReport): string {
  const { sound, origin, scope, leaves, checkpoint, keys, vouched, checked, wrong, limits } = report
  const { events, streams, checkpoints, countersignatures, otherCountersignatures: others } = checked
  return [
    ...(origin === undefined ? [] : [`log          ${origin}`]),
    ...(scope === undefined ? [] : [`about        ${wordsOf(scope)}`]),
    ...(leaves === undefined ? [] : [`whole        ${leavesIn(leaves)}: none of them is missing`]),
    ...(checkpoint === undefined ? [] : [`against      a tree of ${checkpoint.size} leaves, root ${checkpoint.root}`]),
    `keys         ${keys === 'yours' ? textOfVouched(vouched) : 'as they stand in the bundle: no key of the log was named'}`,
    `checked      ${events} events of ${streams} streams, each hashed again and proven to be in the tree`,
    `             ${checkpoints} checkpoints, signed and consistent; ${countersignatures} countersignatures${others > 0 ? ` with these keys, and ${others} with others, not verified` : ''}`,
    ...limits.map((limit, at) => `${at === 0 ? 'not proven   ' : '             '}${limit}`),
    ...(wrong === undefined
      ? []
      : [`${wrong.line === undefined ? '' : `line ${wrong.line}: `}${wrong.message}${placeOf(wrong)} [${wrong.code}]`]),
    sound ? 'SOUND' : 'NOT SOUND',
    '',
  ].join('\n')
}

const wordsOf = (scope: BundleScope): string =>
  'campaign' in scope ? `campaign ${scope.campaign}` : `positions ${scope.from} to ${scope.to}`

/** The leaves of a span, as people count them. */
export const leavesIn = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from < to ? `leaves ${from} to ${to - 1}` : 'no leaves'

const placeOf = ({ position, leaf }: Wrong): string =>
  position === undefined ? '' : ` (position ${position}, leaf ${leaf})`
