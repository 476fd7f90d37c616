import { hash } from 'node:crypto'

/** A SHA-256: 32 bytes. */
export type Hash = Buffer

export const HASH_BYTES = 32

/** By way of a text: Node takes two to four times as long to hand out bytes that are hashed as to hand out a text. */
const sha256 = (content: string | Uint8Array): Hash => Buffer.from(hash('sha256', content, 'binary'), 'binary')

/** The root of a tree without leaves: the hash of nothing. */
export const EMPTY_ROOT: Hash = sha256('')

/** RFC 6962 §2.1: the hash of 0x00 and what the leaf holds; a text counts as its UTF-8. */
export const leafHashOf = (content: string | Uint8Array): Hash =>
  sha256(typeof content === 'string' ? `\0${content}` : Buffer.concat([LEAF_PREFIX, content]))

const LEAF_PREFIX = Buffer.from([0])

/** 0x01 and room for two nodes: to make a buffer for each takes as long as to hash it. */
const NODE = Buffer.alloc(1 + 2 * HASH_BYTES, 1)

/** RFC 6962 §2.1: the hash of 0x01 and the two nodes below. */
export function nodeHashOf(left: Hash, right: Hash): Hash {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES)
    return sha256(Buffer.concat([NODE.subarray(0, 1), left, right]))
  NODE.set(left, 1)
  NODE.set(right, 1 + HASH_BYTES)
  return sha256(NODE)
}

/** A hash as proofs carry it: Base64 of 32 bytes, in its one form; undefined for any other text. */
export function hashOfText(text: unknown): Hash | undefined {
  if (typeof text !== 'string') return undefined
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === HASH_BYTES && bytes.toString('base64') === text ? bytes : undefined
}

/** Undefined where one of them is no hash. */
export function hashesOfTexts(texts: unknown): readonly Hash[] | undefined {
  if (!Array.isArray(texts)) return undefined
  const hashes = texts.map(hashOfText)
  return hashes.includes(undefined) ? undefined : (hashes as Hash[])
}

export const textOfHash = (one: Hash): string => one.toString('base64')
