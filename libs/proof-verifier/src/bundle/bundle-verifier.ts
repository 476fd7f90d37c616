import { eventLeaf } from '../event.js'
import { othersOn, parseCheckpoint, signersOf } from '../note/checkpoint.js'
import type { Checkpoint } from '../note/checkpoint.js'
import { notIntroduced } from '../note/introduction.js'
import type { IntroducedKey } from '../note/introduction.js'
import { countersignatureFaults, faultOf, faultOfKept, Signers } from '../note/signers.js'
import type { Vouched } from '../note/signers.js'
import { VerifierKey } from '../note/verifier-key.js'
import { hashesOfTexts, textOfHash } from '../tree/hashing.js'
import { isConsistent, isIncluded } from '../tree/proofs.js'
import type { BundleCheckpoint, BundleEnd, BundleEvent, BundleHeader, BundleKey, BundleLine } from './bundle.js'
import { Unsound, UnsoundTrust } from './report.js'
import { isPolicy, StreamsSeen } from './streams-seen.js'

/** What an auditor brings along. */
export interface Trust {
  /** Keys of the log and of witnesses that the auditor knows; those of the bundle are believed where there are none. */
  readonly keys?: readonly VerifierKey[]
  /** A checkpoint that the auditor has kept: the log of the bundle must go on from it, or lead up to it. */
  readonly known?: Checkpoint
}

/** Takes the lines of a bundle one after the other; each must hold. Memory grows with the streams, not with the events. */
export class BundleVerifier {
  header: BundleHeader | undefined
  tree: Checkpoint | undefined
  streams: StreamsSeen | undefined
  events = 0
  checkpoints = 0
  countersignatures = 0
  otherCountersignatures = 0
  vouched: Vouched | undefined
  signers: Signers | undefined
  private readonly logKeys: IntroducedKey[] = []
  private readonly witnesses: VerifierKey[] = []
  /** Leaves of the last checkpoint that came. */
  private before = Infinity
  private leaf = -1
  private position = -1
  private ended = false
  private compared = false

  constructor(private readonly trust: Trust) {}

  /** @throws Unsound */
  take(line: BundleLine): void {
    if (this.ended) throw new Unsound('malformed', 'something follows the end of the bundle')
    if (line.kind !== 'header' && !this.header) throw new Unsound('malformed', 'the file does not begin with a header')
    switch (line.kind) {
      case 'header':
        return this.takeHeader(line)
      case 'key':
        return this.takeKey(line)
      case 'checkpoint':
        return this.takeCheckpoint(line)
      case 'event':
        return this.takeEvent(line)
      case 'end':
        return this.takeEnd(line)
    }
  }

  /** To be called when there are no more lines. @throws Unsound */
  finish(): void {
    if (!this.ended) throw new Unsound('cut-off', 'the file ends before the bundle does')
    const { known } = this.trust
    if (known && !this.compared)
      throw new UnsoundTrust(
        'checkpoint-not-comparable',
        `the bundle says nothing of your checkpoint of size ${known.size}: ask the service for the consistency proof from ` +
          `${known.size} to ${this.tree!.size}, or for a newer bundle`,
      )
  }

  private takeHeader(header: BundleHeader): void {
    if (this.header) throw new Unsound('malformed', 'there is a second header')
    const { scope, leaves, size } = header
    if (!('campaign' in scope) && !isSpanOf(size, leaves))
      throw new Unsound('malformed', 'the header has no good leaves')
    this.header = header
    this.streams = new StreamsSeen(header.scope)
  }

  private takeKey({ of, key: text, introduction }: BundleKey): void {
    if (this.tree) throw new Unsound('malformed', 'a key comes after the first checkpoint')
    const key = keyOf(text)
    if (of === 'witness') return void this.witnesses.push(key)
    if (key.name !== this.header!.origin) throw new Unsound('key-of-another-log', `${key.name} is another log`)
    this.logKeys.push({ key, ...(introduction === undefined ? {} : { introduction }) })
  }

  private takeCheckpoint({ note, proof }: BundleCheckpoint): void {
    const checkpoint = checkpointOf(note)
    if (checkpoint.size >= this.before)
      throw new Unsound(
        'out-of-order',
        `the checkpoint of ${checkpoint.size} leaves comes after that of ${this.before}`,
      )
    this.before = checkpoint.size
    this.checkSigned(checkpoint)
    if (!this.tree) {
      if (checkpoint.size !== this.header!.size)
        throw new Unsound('malformed', 'the first checkpoint is not of the size that the header names')
      this.checkKnown()
      this.tree = checkpoint
    } else if (!isConsistent(checkpoint, this.tree, hashesOf(proof))) {
      throw new Unsound(
        'inconsistent',
        `the tree of ${this.tree.size} leaves does not begin with that of ${checkpoint.size}`,
      )
    }
    this.compare(checkpoint)
    this.checkpoints += 1
  }

  private checkSigned(checkpoint: Checkpoint): void {
    if (checkpoint.origin !== this.header!.origin)
      throw new Unsound('checkpoint-of-another-log', `the checkpoint is of ${checkpoint.origin}`)
    const named = this.trust.keys ?? []
    this.signers ??= this.signersOf(named)
    const weight = this.signers.weigh(checkpoint)
    const fault = faultOf(weight, checkpoint.size, !this.tree)
    if (fault !== undefined) throw new Unsound('signature', fault)
    if (this.signers.areNamed) this.vouch(checkpoint, weight === 'believed')
    const [spoiled] = countersignatureFaults(checkpoint, [...this.witnesses, ...this.signers.witnesses])
    if (spoiled !== undefined) throw new Unsound('countersignature', spoiled)
    const witnesses = named.length === 0 ? this.witnesses : this.signers.witnesses
    this.countersignatures += signersOf(checkpoint, witnesses).length
    this.otherCountersignatures += othersOn(checkpoint, witnesses).length
  }

  private signersOf(named: readonly VerifierKey[]): Signers {
    const key = notIntroduced(this.logKeys)
    if (key) throw new Unsound('key-not-introduced', `no key before it has introduced key ${key.id} of the log`)
    return new Signers(this.logKeys, named)
  }

  /** They come newest first. */
  private vouch({ size }: Checkpoint, isBelieved: boolean): void {
    const { from, earlier } = this.vouched ?? { from: size, earlier: 0 }
    this.vouched = isBelieved && earlier === 0 ? { from: size, earlier } : { from, earlier: earlier + 1 }
  }

  /** Before anything is concluded from it. */
  private checkKnown(): void {
    const { known } = this.trust
    if (!known) return
    if (known.origin !== this.header!.origin)
      throw new UnsoundTrust('checkpoint-of-another-log', `your checkpoint is one of ${known.origin}`)
    const fault = faultOfKept(this.signers!.weigh(known), known.size)
    if (fault !== undefined) throw new UnsoundTrust('checkpoint-not-signed', fault)
  }

  private compare({ size, root }: Checkpoint): void {
    const { known } = this.trust
    if (known?.size !== size) return
    if (!known.root.equals(root))
      throw new Unsound('forked', `your checkpoint of size ${size} has another root: two histories were shown`)
    this.compared = true
  }

  private takeEvent(line: BundleEvent): void {
    const { event, position, leaf, proof } = line
    const place = { position, leaf }
    if (!this.tree) throw new Unsound('malformed', 'an event comes before the first checkpoint', place)
    this.checkPlace(line)
    if (!isIncluded(eventLeaf(event), leaf, this.tree.size, this.tree.root, hashesOf(proof)))
      throw new Unsound(
        'not-in-the-tree',
        `${event.type} of ${event.stream} is not what the tree was signed for`,
        place,
      )
    this.streams!.see(line)
    this.events += 1
  }

  private checkPlace({ event, position, leaf }: BundleEvent): void {
    const place = { position, leaf }
    if (leaf <= this.leaf) throw new Unsound('out-of-order', `leaf ${leaf} comes after leaf ${this.leaf}`, place)
    if (position <= this.position)
      throw new Unsound('out-of-order', `position ${position} comes after position ${this.position}`, place)
    const { leaves, scope } = this.header!
    if (leaves && !('campaign' in scope)) {
      const inside = leaf >= leaves.from && leaf < leaves.to
      const expected = Math.max(leaves.from, this.leaf + 1)
      if (inside && leaf !== expected)
        throw new Unsound('event-missing', `leaf ${expected} of the span is missing`, place)
      if (!inside && !isPolicy(event.stream)) throw new Unsound('outside', `leaf ${leaf} is not of the span`, place)
      if (inside !== (position >= scope.from && position <= scope.to))
        throw new Unsound('outside', `leaf ${leaf} and its position do not agree on whether it is of the span`, place)
    }
    this.leaf = leaf
    this.position = position
  }

  private takeEnd({ events }: BundleEnd): void {
    if (!this.tree) throw new Unsound('malformed', 'the bundle has no checkpoint')
    const { leaves } = this.header!
    if (leaves && leaves.to > leaves.from && this.leaf < leaves.to - 1)
      throw new Unsound('event-missing', `leaf ${Math.max(leaves.from, this.leaf + 1)} of the span is missing`)
    this.checkCovered()
    if (events !== this.events)
      throw new Unsound('event-missing', `the bundle was made with ${events} events and holds ${this.events}`)
    this.ended = true
  }

  /** What stands behind the end of the tree, nobody can say is not missing. */
  private checkCovered(): void {
    const { leaves, scope, size } = this.header!
    if ('campaign' in scope || leaves!.to < size) return
    if (leaves!.from === size || this.position < scope.to)
      throw new Unsound(
        'not-covered',
        `the span goes on up to position ${scope.to}, and what is signed ends before it: ask for the bundle again`,
      )
  }

  get root(): string | undefined {
    return this.tree && textOfHash(this.tree.root)
  }
}

const isSpanOf = (size: number, leaves: BundleHeader['leaves']): boolean =>
  leaves !== undefined && leaves.from <= leaves.to && leaves.to <= size

function keyOf(text: string): VerifierKey {
  try {
    return VerifierKey.parse(text)
  } catch (error) {
    throw new Unsound('malformed', (error as Error).message)
  }
}

function checkpointOf(note: string): Checkpoint {
  try {
    return parseCheckpoint(note)
  } catch (error) {
    throw new Unsound('malformed', (error as Error).message)
  }
}

const hashesOf = (texts: readonly string[] | undefined) => {
  const hashes = hashesOfTexts(texts ?? [])
  if (!hashes) throw new Unsound('malformed', 'a proof holds something that is no hash')
  return hashes
}
