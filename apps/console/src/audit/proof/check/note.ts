import { bytesOf, hexOf, utf8 } from './bytes'
import type { Bytes } from './bytes'

/** A checkpoint as the log has signed it (C2SP tlog-checkpoint). */
export interface Note {
  /** What is signed. */
  readonly text: string
  readonly origin: string
  readonly size: number
  readonly root: Bytes
  readonly signatures: readonly { readonly name: string; readonly keyId: string; readonly bytes: Bytes }[]
}

const SIGNATURE = /^\u2014 (\S+) (\S+)$/
/** Ed25519 over the text of the note: what logs sign with. */
const ED25519 = 1
const KEY_ID_BYTES = 4

/** Takes a signed note apart. @throws where it is none */
export function noteOf(note: string): Note {
  const end = note.lastIndexOf('\n\n')
  const text = note.slice(0, end + 1)
  const [origin = '', size = '', root = ''] = text.split('\n')
  const signatures = note
    .slice(end + 2)
    .split('\n')
    .flatMap((line) => {
      const [, name, base64] = SIGNATURE.exec(line) ?? []
      if (name === undefined || base64 === undefined) return []
      const bytes = bytesOf(base64)
      return [{ name, keyId: hexOf(bytes.slice(0, KEY_ID_BYTES)), bytes: bytes.slice(KEY_ID_BYTES) }]
    })
  return { text, origin, size: Number(size), root: bytesOf(root), signatures }
}

/**
 * Whether a key of the log has signed the note.
 * @param keys `<name>+<key id>+<Base64 of kind and key>`, as the log serves them
 */
export async function isSigned({ text, signatures }: Note, keys: readonly string[]): Promise<boolean> {
  for (const key of keys) {
    const [, name, keyId, base64 = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(key) ?? []
    const signature = signatures.find((one) => one.name === name && one.keyId === keyId)
    const material = bytesOf(base64)
    if (!signature || material[0] !== ED25519) continue
    const own = await crypto.subtle.importKey('raw', material.slice(1), 'Ed25519', false, ['verify'])
    if (await crypto.subtle.verify('Ed25519', own, signature.bytes, utf8(text))) return true
  }
  return false
}
