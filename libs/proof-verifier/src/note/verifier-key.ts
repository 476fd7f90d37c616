import { createPublicKey, hash, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { NoteSignature, SignedNote } from './signed-note.js'

/** Ed25519 over the note's text: what logs sign with. */
const ED25519 = 1
/** Ed25519 over a time and the text (C2SP tlog-cosignature v1): what witnesses sign with. */
const COSIGNATURE = 4
const RAW_KEY_BYTES = 32
const TIME_BYTES = 8

/** The text is no public key of a note's signer. */
export class MalformedKey extends Error {
  constructor(text: string) {
    super(`${JSON.stringify(text.slice(0, 200))} is no verifier key: <name>+<8 hex digits>+<Base64>`)
    this.name = 'MalformedKey'
  }
}

/** What a signature says, where it holds. */
export interface Signed {
  readonly key: VerifierKey
  /** When, in seconds since 1970, as the signer says; only witnesses say it. */
  readonly time?: number
}

/** A public key that signs notes, as one text: `<name>+<key id>+<Base64 of kind and key>` (C2SP signed-note). */
export class VerifierKey {
  private constructor(
    /** The key as one text, to be given to others. */
    readonly text: string,
    readonly name: string,
    /** Eight hex digits. */
    readonly id: string,
    private readonly kind: number,
    private readonly key: KeyObject,
  ) {}

  /** @throws MalformedKey */
  static parse(text: string): VerifierKey {
    const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? []
    if (name === undefined || id === undefined || base64 === undefined) throw new MalformedKey(text)
    const material = Buffer.from(base64, 'base64')
    const kind = material[0]
    const known = kind === ED25519 || kind === COSIGNATURE
    if (!known || material.length !== 1 + RAW_KEY_BYTES || material.toString('base64') !== base64)
      throw new MalformedKey(text)
    if (keyIdOf(name, material) !== id) throw new MalformedKey(text)
    return new VerifierKey(text, name, id, kind, publicKeyOf(material.subarray(1)))
  }

  /** From the 32 bytes of the key. */
  static of(name: string, raw: Uint8Array, who: 'log' | 'witness' = 'log'): VerifierKey {
    const material = Buffer.concat([Buffer.from([who === 'log' ? ED25519 : COSIGNATURE]), raw])
    return VerifierKey.parse(`${name}+${keyIdOf(name, material)}+${material.toString('base64')}`)
  }

  /** Whether it signs as witnesses do, with a time. */
  get isWitness(): boolean {
    return this.kind === COSIGNATURE
  }

  /** The first signature of this key, where there is one and it holds; a first one that does not hold spoils the note. */
  signed({ text, signatures }: SignedNote): Signed | undefined {
    const own = signatures.find((one) => this.made(one))
    return own && this.check(text, own.bytes)
  }

  /** Whether a signature says that it is of this key. */
  made({ name, keyId }: NoteSignature): boolean {
    return name === this.name && keyId === this.id
  }

  private check(text: string, bytes: Buffer): Signed | undefined {
    if (this.kind === ED25519) return verify(null, Buffer.from(text), this.key, bytes) ? { key: this } : undefined
    if (bytes.length <= TIME_BYTES) return undefined
    const time = bytes.readBigUInt64BE()
    const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`)
    return verify(null, message, this.key, bytes.subarray(TIME_BYTES)) ? { key: this, time: Number(time) } : undefined
  }
}

/** What tells keys of one name apart: the beginning of a hash over name, kind and key, in hex. */
const keyIdOf = (name: string, material: Uint8Array): string =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), material])).slice(0, 8)

function publicKeyOf(raw: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' })
}
