import { leafText } from './leaf-text.js'
import type { LeafEvent } from './leaf-text.js'
import { leafHashOf } from './tree/hashing.js'
import type { Hash } from './tree/hashing.js'

/** The same without anything else that a store may say of it. */
export const leafEventOf = ({ id, type, stream, revision, data, metadata }: LeafEvent): LeafEvent => ({
  id,
  type,
  stream,
  revision,
  data,
  metadata,
})

/** The leaf of an event: SHA-256 over 0x00 and its text in UTF-8. */
export const eventLeaf = (event: LeafEvent): Hash => leafHashOf(leafText(event))
