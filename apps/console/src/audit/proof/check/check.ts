import { leafText } from '../../../../../../libs/proof-verifier/src/leaf-text.js'
import { sidesOf } from '../../../../../../libs/proof-verifier/src/tree/ascent.js'
import type { Schemas } from '../../../api/client'
import { bytesOf, isEqual, sha256, utf8 } from './bytes'
import type { Bytes } from './bytes'
import { isSigned, noteOf } from './note'

export const steps = ['leaf', 'path', 'signature'] as const
/** What was checked, and whether it holds. */
export type Checked = Readonly<Record<(typeof steps)[number], boolean>>

/** Browsers give their cryptography to pages that came over https, or from this machine. */
export const canCheck = (): boolean => globalThis.crypto?.subtle !== undefined

const LEAF = new Uint8Array([0])
const NODE = new Uint8Array([1])

/**
 * Checks in the browser what the service has answered: that the leaf is the hash of this event, that the proof leads from
 * it to the root of the checkpoint, and that a key of the log has signed that.
 */
export async function checked(answer: Schemas['InclusionAnswer'], keys: readonly string[]): Promise<Checked> {
  const note = noteOf(answer.checkpoint)
  const leaf = await sha256(LEAF, utf8(leafText(answer.event)))
  const root = await rootOf(leaf, answer.leaf, note.size, answer.proof.map(bytesOf))
  return {
    leaf: isEqual(leaf, bytesOf(answer.leafHash)),
    path: root !== undefined && isEqual(root, note.root),
    signature: await isSigned(note, keys),
  }
}

async function rootOf(leaf: Bytes, index: number, size: number, proof: readonly Bytes[]): Promise<Bytes | undefined> {
  const sides = sidesOf(index, size)
  if (sides?.length !== proof.length) return undefined
  let root = leaf
  for (const [level, node] of proof.entries())
    root = await (sides[level] === 'left' ? sha256(NODE, node, root) : sha256(NODE, root, node))
  return root
}
