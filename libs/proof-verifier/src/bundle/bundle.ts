import type { LeafEvent } from '../leaf-text.js'

/** What a bundle is about. */
export type BundleScope =
  /** Everything that belongs to a campaign, as far as the log names it. */
  | { readonly campaign: string }
  /** Everything between two positions, both included: the header names its leaves, of which none can be left out. */
  | { readonly from: number; readonly to: number }

/** The first line. */
export interface BundleHeader {
  readonly kind: 'header'
  readonly format: 'campaign-ledger-bundle'
  readonly version: 1
  /** Names the log. */
  readonly origin: string
  readonly madeAt: string
  readonly scope: BundleScope
  /** Leaves of the tree that everything is proven against. */
  readonly size: number
  /** Of a span: its first leaf, and the one after its last. */
  readonly leaves?: { readonly from: number; readonly to: number }
}

/** A public key, of the log or of a witness. */
export interface BundleKey {
  readonly kind: 'key'
  readonly of: 'log' | 'witness'
  readonly key: string
  readonly madeAt?: string
  readonly introduction?: string
  readonly retiredAt?: string
}

/** A checkpoint. The first one is of the tree that everything is proven against; the others are earlier ones. */
export interface BundleCheckpoint {
  readonly kind: 'checkpoint'
  readonly note: string
  readonly issuedAt: string
  /** That the tree of the first checkpoint begins with this one; the first has none. Base64. */
  readonly proof?: readonly string[]
}

/** An event as it is stored, with its place. */
export interface BundleEvent {
  readonly kind: 'event'
  /** Where it stands in the store: a name for people. The leaf is what is proven. */
  readonly position: number
  readonly leaf: number
  readonly event: LeafEvent
  /** Audit path, from the lowest node up. Base64. */
  readonly proof: readonly string[]
}

/** The last line: without it, something is missing. */
export interface BundleEnd {
  readonly kind: 'end'
  readonly events: number
}

export type BundleLine = BundleHeader | BundleKey | BundleCheckpoint | BundleEvent | BundleEnd
