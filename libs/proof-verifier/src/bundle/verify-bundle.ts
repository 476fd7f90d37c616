import { createReadStream } from 'node:fs'
import type { BundleHeader } from './bundle.js'
import { BundleVerifier } from './bundle-verifier.js'
import type { Trust } from './bundle-verifier.js'
import { lineOf } from './forms.js'
import { linesOf } from './lines.js'
import { leavesIn, Unsound, UnsoundTrust } from './report.js'
import type { BundleReport, Wrong } from './report.js'

/** Verifies a bundle as it comes, in bounded memory, with nothing but what stands in it and what the auditor knows. */
export async function verifyBundle(pieces: AsyncIterable<Uint8Array>, trust: Trust = {}): Promise<BundleReport> {
  const verifier = new BundleVerifier(trust)
  // The one that is being read: the one after the last where the file ends too early.
  let line = 1
  try {
    for await (const text of linesOf(pieces)) {
      verifier.take(lineOf(text))
      line += 1
    }
    verifier.finish()
    return reportOf(verifier, trust)
  } catch (error) {
    return reportOf(verifier, trust, wrongOf(error, line))
  }
}

/** @throws where the file cannot be read */
export const verifyBundleFile = (file: string, trust: Trust = {}): Promise<BundleReport> =>
  verifyBundle(createReadStream(file), trust)

function wrongOf(error: unknown, line: number): Wrong {
  if (error instanceof UnsoundTrust) return { code: error.code, message: error.message }
  if (error instanceof Unsound) return { code: error.code, message: error.message, line, ...error.place }
  // Nested deeper than any event can be, so that no form could be given to it.
  if (error instanceof RangeError) return { code: 'malformed', message: 'this line cannot be read', line }
  throw error
}

function reportOf(verifier: BundleVerifier, trust: Trust, wrong?: Wrong): BundleReport {
  const { header, tree, root, events, streams, vouched, signers } = verifier
  const { checkpoints, countersignatures, otherCountersignatures } = verifier
  return {
    sound: wrong === undefined,
    ...(header && { origin: header.origin, scope: header.scope, madeAt: header.madeAt }),
    ...(!wrong && header?.leaves && { leaves: header.leaves }),
    ...(tree && { checkpoint: { size: tree.size, root: root! } }),
    keys: (signers ? signers.areNamed : trust.keys?.length) ? 'yours' : 'of the bundle',
    ...(vouched && { vouched }),
    checked: { events, streams: streams?.count ?? 0, checkpoints, countersignatures, otherCountersignatures },
    ...(wrong && { wrong }),
    limits: wrong ? [] : limitsOf(verifier, trust),
  }
}

/** Said every time: a proof that is taken for more than it is does harm. */
function limitsOf({ header, signers, countersignatures }: BundleVerifier, trust: Trust): readonly string[] {
  return [
    ...(signers!.areNamed
      ? []
      : ['whose keys these are: compare them with what the log, or a witness, told you before']),
    ...(trust.known
      ? []
      : ['that the same history was shown to others: compare with a checkpoint that you, or a witness, kept']),
    ...(signers!.witnesses.length > 0 && countersignatures === 0
      ? ['that a witness saw it: none of those that you named has signed a checkpoint of this bundle']
      : []),
    'when this bundle was made, and when its checkpoints were signed: nobody has signed these times',
    ...selectionOf(header!),
  ]
}

/** What a tree cannot show of the choice that somebody has made from it. */
function selectionOf({ scope, leaves, size }: BundleHeader): readonly string[] {
  if ('campaign' in scope)
    return ['that no stream, and no end of a stream, was left out: a bundle over a span shows every leaf of it']
  if (leaves!.from === 0 && leaves!.to === size) return []
  return [`that ${leavesIn(leaves!)} are all that stands at these positions: what has a position is not signed`]
}
