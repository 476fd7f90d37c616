/** A key of the log as it is kept. */
export interface StoredKey {
  /** Name of the log, and of its keys: its origin. */
  readonly origin: string
  /** 32 bytes, Base64. */
  readonly publicKey: string
  /** PKCS #8, Base64; missing where the key has been retired. */
  readonly secret?: string
  readonly madeAt: string
  /** The note with which the key before has introduced this one; the first key has none. */
  readonly introduction?: string
  readonly retiredAt?: string
}

/** Where the log's keys are kept, oldest first. Public keys stay for ever; the secret of a retired one is destroyed. */
export abstract class KeyStore {
  abstract list(): Promise<readonly StoredKey[]>
  /** Puts a key behind so many others; false where somebody else was faster. */
  abstract add(key: StoredKey, behind: number): Promise<boolean>
  /** Replaces the key at a place by itself without its secret. */
  abstract retire(place: number, retiredAt: string): Promise<void>
}
