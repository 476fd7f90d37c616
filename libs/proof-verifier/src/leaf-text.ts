import { canonical } from './canonical.js'

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

/** What stands in a leaf, with `data` and `metadata` as JSON texts. */
export interface WrittenLeafEvent extends LeafEvent {
  readonly data: string
  readonly metadata: string
}

/** The text that is hashed: the canonical JSON of `{ data, id, metadata, revision, stream, type }`. */
export const leafText = (event: LeafEvent): string =>
  leafTextOf({ ...event, data: canonical(event.data), metadata: canonical(event.metadata) })

/** The same, where data and metadata are there as canonical JSON. */
export const leafTextOf = ({ id, type, stream, revision, data, metadata }: WrittenLeafEvent): string =>
  `{"data":${data},"id":${canonical(id)},"metadata":${metadata},` +
  `"revision":${canonical(revision)},"stream":${canonical(stream)},"type":${canonical(type)}}`
