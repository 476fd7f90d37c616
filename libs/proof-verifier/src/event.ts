import { canonical } from './canonical.js'
import { leafHashOf } from './tree/hashing.js'
import type { Hash } from './tree/hashing.js'

/** What of a stored event stands in its leaf. Not its position: that is a store's own, and the tree has its own order. */
export interface LeafEvent {
  readonly id: string
  /** `<name>.v<version>` */
  readonly type: string
  readonly stream: string
  readonly revision: number
  /** As it is stored: personal data is ciphertext. */
  readonly data: unknown
  readonly metadata: unknown
}

/** The same without anything else that a store may say of it. */
export const leafEventOf = ({ id, type, stream, revision, data, metadata }: LeafEvent): LeafEvent => ({
  id,
  type,
  stream,
  revision,
  data,
  metadata,
})

/** The text that is hashed: the canonical JSON of `{ data, id, metadata, revision, stream, type }`. */
export const leafText = ({ id, type, stream, revision, data, metadata }: LeafEvent): string =>
  `{"data":${canonical(data)},"id":${canonical(id)},"metadata":${canonical(metadata)},` +
  `"revision":${canonical(revision)},"stream":${canonical(stream)},"type":${canonical(type)}}`

/** The leaf of an event: SHA-256 over 0x00 and its text in UTF-8. */
export const eventLeaf = (event: LeafEvent): Hash => leafHashOf(leafText(event))
