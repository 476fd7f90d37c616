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

/** The text that is hashed: the canonical JSON of `{ data, id, metadata, revision, stream, type }`. */
export const leafText = ({ id, type, stream, revision, data, metadata }: LeafEvent): string =>
  `{"data":${canonical(data)},"id":${canonical(id)},"metadata":${canonical(metadata)},` +
  `"revision":${canonical(revision)},"stream":${canonical(stream)},"type":${canonical(type)}}`
