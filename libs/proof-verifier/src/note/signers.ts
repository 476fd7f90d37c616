import { signersOf, spoiledAmong } from './checkpoint.js'
import type { Checkpoint } from './checkpoint.js'
import { trustedAmong } from './introduction.js'
import type { IntroducedKey } from './introduction.js'
import type { VerifierKey } from './verifier-key.js'

/** What the signatures below a checkpoint are worth: of nobody, of a key of the log, of one that is believed. */
export type Weight = 'unsigned' | 'signed' | 'believed'

/** From which checkpoint on keys that are believed have signed all of them, and how many earlier ones others have. */
export interface Vouched {
  readonly from: number
  readonly earlier: number
}

/** Whose signatures count, by what is listed and by what the auditor has named. */
export class Signers {
  /** Whether the auditor has named keys of the log: then these are believed, and those that they have introduced. */
  readonly areNamed: boolean
  /** Witnesses that the auditor has named. */
  readonly witnesses: readonly VerifierKey[]
  private readonly log: readonly VerifierKey[]
  private readonly believed: ReadonlySet<VerifierKey>

  /**
   * @param listed keys of the log, as the log itself gives them
   * @param named keys of the log, or of witnesses: the key itself says which, for what is listed may be a lie
   */
  constructor(listed: readonly IntroducedKey[], named: readonly VerifierKey[]) {
    this.witnesses = named.filter((key) => key.isWitness)
    const ofLog = named.filter((key) => !key.isWitness)
    const unlisted = ofLog.filter(({ text }) => !listed.some(({ key }) => key.text === text))
    const all = [...listed, ...unlisted.map((key) => ({ key }))]
    this.areNamed = ofLog.length > 0
    this.log = all.map(({ key }) => key)
    this.believed = new Set(this.areNamed ? trustedAmong(all, ofLog) : this.log)
  }

  weigh(checkpoint: Checkpoint): Weight {
    const signers = signersOf(checkpoint, this.log)
    if (signers.length === 0) return 'unsigned'
    return signers.some(({ key }) => this.believed.has(key)) ? 'believed' : 'signed'
  }
}

/**
 * Why a checkpoint cannot be taken, where it cannot. What is believed must have signed the newest one; the others are held
 * against its tree, so that any key of the log will do.
 */
export function faultOf(weight: Weight, size: number, isNewest: boolean): string | undefined {
  if (weight === 'unsigned') return `no key of the log has signed the checkpoint of ${size} leaves`
  if (weight === 'believed' || !isNewest) return undefined
  return `no key that you named, nor one that such a key has introduced, has signed the newest checkpoint, of ${size} leaves`
}

/** What is wrong with the countersignatures below a checkpoint: each that says it is of a witness must hold. */
export const countersignatureFaults = (checkpoint: Checkpoint, witnesses: readonly VerifierKey[]): readonly string[] =>
  spoiledAmong(checkpoint, witnesses).map(
    ({ name }) => `the countersignature of ${name} below the checkpoint of ${checkpoint.size} leaves does not hold`,
  )

/** Why a checkpoint that the auditor has kept cannot be taken, where it cannot: nothing is concluded from it then. */
export const faultOfKept = (weight: Weight, size: number): string | undefined =>
  weight === 'unsigned'
    ? `your checkpoint of ${size} leaves is not signed by the log: it is damaged, or of somebody else`
    : undefined

/** What the keys that were named have signed, for people. */
export function textOfVouched(vouched: Vouched | undefined): string {
  if (!vouched) return 'those that you named, which have signed nothing that counts here'
  const { from, earlier } = vouched
  return (
    `those that you named, which have signed from the checkpoint of ${from} leaves on` +
    (earlier === 0 ? '' : `; ${earlier} before it are signed by other keys of the log, and are beginnings of its tree`)
  )
}
