import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** A person's key as it is kept, or the mark that stands where one was destroyed. */
export type KeptKey =
  { readonly person: string; readonly key: Buffer } | { readonly person: string; readonly destroyedAt: string }

/** Keys of persons, one each, in a store apart from the log: to destroy a key is to erase the person. */
export abstract class PersonalKeys {
  /** The keys (32 bytes) of those persons that have one. */
  abstract find(persons: readonly string[]): Promise<ReadonlyMap<string, Buffer>>
  /** The person's key, made now where there is none. Refuses where it was destroyed (`PersonErased`). */
  abstract findOrCreate(person: string): Promise<Buffer>
  /**
   * Destroys the key, for ever: none is made for this person again. Resolves when it stands nowhere in the store any
   * more; a second time does nothing new. @throws StoreUnavailable: perhaps still there. Do it again.
   */
  abstract destroy(person: string): Promise<void>
  /** Keys, and marks of those that were destroyed, in order of their persons: at most so many, behind a person. */
  abstract list(limit: number, behind?: string): Promise<readonly KeptKey[]>
  /** How many persons have a key or had one. */
  abstract count(): Promise<number>
  /**
   * Takes over what another store holds. What is here stays, destroyed or not; but what was destroyed there is destroyed
   * here as well. @throws StoreUnavailable: some of it may have been taken over. Do it again.
   */
  abstract adopt(kept: readonly KeptKey[]): Promise<void>
  /** Lets go of the key in the memory of this process, because another one has destroyed it. */
  abstract forget(person: string): void
  abstract close(): Promise<void>
}

/** The person's key was destroyed; nothing personal can be recorded of them again under the same id. */
export class PersonErased extends Error {
  constructor(readonly person: string) {
    super(`the personal data of ${person} were erased`)
    this.name = 'PersonErased'
  }
}

/** Stands where personal data stood whose key is gone. */
export interface Erased {
  readonly erased: true
}
export const erased: Erased = { erased: true }
/** Nothing else stands beside it: what somebody calls `erased` among other things is not. */
export const isErased = (value: unknown): value is Erased =>
  typeof value === 'object' &&
  value !== null &&
  'erased' in value &&
  value.erased === true &&
  Object.keys(value).length === 1

const FORM = 'sealed.v1'

/**
 * Encrypts a JSON value with AES-256-GCM. `place` (event id and field) is authenticated with it, so that a ciphertext
 * moved to another event does not open. Form: `sealed.v1.<iv>.<tag>.<ciphertext>`, base64url.
 */
export function seal(value: unknown, key: Buffer, place: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return [FORM, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.')
}

/** @throws where the text was altered, moved, or sealed with another key. */
export function unseal(text: string, key: Buffer, place: string): unknown {
  const [iv, tag, sealed] = text
    .slice(FORM.length + 1)
    .split('.')
    .map((part) => Buffer.from(part, 'base64url'))
  if (!text.startsWith(`${FORM}.`) || !iv || !tag || !sealed) throw new Error('not a sealed value')
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place)).setAuthTag(tag)
  return JSON.parse(Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8'))
}
