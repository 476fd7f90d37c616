import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { checkpointText, introductionText, noteOf, signatureLine, VerifierKey } from '@ledger/proof-verifier'
import type { TreeHead } from '@ledger/proof-verifier'
import type { KeyStore, StoredKey } from './key-store.js'

/** A public key of the log, as it is served. */
export interface PublicKey {
  readonly key: VerifierKey
  readonly madeAt: string
  /** A note, signed with the key before, that names this one. */
  readonly introduction?: string
  /** When it was succeeded by another one; nothing is signed with it since. */
  readonly retiredAt?: string
}

/** The keys that checkpoints are signed with: made at the first use, and rotated when somebody says so. */
export class LogKeys {
  constructor(
    private readonly store: KeyStore,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /** All of them, oldest first; the first is made where there is none. */
  async list(): Promise<readonly PublicKey[]> {
    return (await this.stored()).map(publicKeyOf)
  }

  /** Those that are there: whoever only looks makes none. */
  async known(): Promise<readonly PublicKey[]> {
    return (await this.store.list()).map(publicKeyOf)
  }

  /** The name of the log. */
  async origin(): Promise<string> {
    return (await this.stored())[0]!.origin
  }

  /** Signs what the tree is now, with the newest key. */
  async sign(head: TreeHead): Promise<string> {
    const newest = (await this.stored()).at(-1)!
    const text = checkpointText(newest.origin, head)
    return noteOf(text, [signedBy(newest, text)])
  }

  /** Makes a new key, has the old one introduce it, and destroys the secret of the old one. */
  async rotate(): Promise<PublicKey> {
    const known = await this.stored()
    const old = known.at(-1)!
    const made = newKey(old.origin, this.now())
    const text = introductionText(publicKeyOf(made).key)
    const introduced = { ...made, introduction: noteOf(text, [signedBy(old, text)]) }
    if (!(await this.store.add(introduced, known.length))) throw new Error('another key was made at the same moment')
    for (const [place, { secret }] of known.entries()) {
      if (secret !== undefined) await this.store.retire(place, this.now())
    }
    return publicKeyOf(introduced)
  }

  private async stored(): Promise<readonly StoredKey[]> {
    const known = await this.store.list()
    if (known.length > 0) return known
    // Whoever is second takes the key of the first.
    await this.store.add(newKey(`campaign-ledger/${randomBytes(8).toString('hex')}`, this.now()), 0)
    return this.store.list()
  }

  private now(): string {
    return this.clock().toISOString()
  }
}

function newKey(origin: string, madeAt: string): StoredKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    origin,
    publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url').toString('base64'),
    secret: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    madeAt,
  }
}

function publicKeyOf({ origin, publicKey, madeAt, introduction, retiredAt }: StoredKey): PublicKey {
  return {
    key: VerifierKey.of(origin, Buffer.from(publicKey, 'base64')),
    madeAt,
    ...(introduction === undefined ? {} : { introduction }),
    ...(retiredAt === undefined ? {} : { retiredAt }),
  }
}

function signedBy(stored: StoredKey, text: string): string {
  const { key } = publicKeyOf(stored)
  if (stored.secret === undefined) throw new Error(`key ${key.id} of the log was retired; it signs nothing`)
  const secret = createPrivateKey({ key: Buffer.from(stored.secret, 'base64'), format: 'der', type: 'pkcs8' })
  return signatureLine(key.name, key.id, sign(null, Buffer.from(text), secret))
}
