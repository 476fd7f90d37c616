import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { roles } from './roles.js'
import type { Role } from './roles.js'
import { readText, TokenFile, writePrivately } from './token-file.js'
import type { StoredToken, TokenStore } from './token-store.js'

/** Whoever a token stands for. */
export interface Holder {
  readonly actor: string
  readonly roles: readonly Role[]
  readonly tokenId: string
}

/** A token without its secret. */
export type TokenInfo = Omit<StoredToken, 'hash'>

/** What another process has changed is noticed within this time. */
const FRESH_MS = 500
const FORM = /^clt_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/

/** Bearer tokens: `clt_<id>_<secret>`. Only hashes are kept; 256 random bits need no salt and no slow hash. */
export class Tokens {
  private known = new Map<string, StoredToken>()
  private stamp = ''
  private checkedAt = -Infinity
  private looking: Promise<void> | undefined

  private constructor(
    private readonly dataDir: string,
    private readonly store: TokenStore,
  ) {}

  /**
   * @param store where they are kept; a file of the data folder where nothing is said. The first token's text is in a file
   *   of the data folder that made it.
   * @throws Error that says what to do where the file of the tokens is damaged; StoreUnavailable
   */
  static async open({
    dataDir,
    store = new TokenFile(dataDir),
  }: {
    dataDir: string
    store?: TokenStore
  }): Promise<Tokens> {
    const tokens = new Tokens(dataDir, store)
    await tokens.refresh()
    return tokens
  }

  /** Makes the first token, for the actor `admin`, where there is none; its text, where it was made just now. */
  async ensureFirst(): Promise<string | undefined> {
    const { text, token } = made({ actor: 'admin', roles: ['admin'] })
    const first = await this.change((tokens) => (tokens.length > 0 ? undefined : [token]))
    if (!first) return undefined
    await writePrivately(this.firstFile, `${text}\n`)
    return text
  }

  /** The text of the first token, while its file is there. */
  async firstToken(): Promise<string | undefined> {
    return (await readText(this.firstFile))?.trim()
  }

  /** Makes a token; its text is given back once and kept nowhere. */
  async create(wanted: { actor: string; roles: readonly Role[]; expiresAt?: string }): Promise<string> {
    const { text, token } = made(wanted)
    await this.change((tokens) => [...tokens, token])
    return text
  }

  async list(): Promise<readonly TokenInfo[]> {
    return (await this.store.read()).map(({ hash: _, ...info }) => info)
  }

  /** Ends a token at once; false where there is none with that id. */
  async revoke(id: string): Promise<boolean> {
    const revokedAt = new Date().toISOString()
    return this.change((tokens) =>
      tokens.some((one) => one.id === id)
        ? tokens.map((one) => (one.id === id ? { ...one, revokedAt: one.revokedAt ?? revokedAt } : one))
        : undefined,
    )
  }

  async authenticate(text: string): Promise<Holder | undefined> {
    const id = FORM.exec(text)?.[1]
    if (id === undefined) return undefined
    await this.refresh()
    const token = this.known.get(id)
    if (!token || token.revokedAt !== undefined || !timingSafeEqual(Buffer.from(token.hash), Buffer.from(hashOf(text))))
      return undefined
    if (token.expiresAt !== undefined && Date.parse(token.expiresAt) <= Date.now()) return undefined
    return { actor: token.actor, roles: token.roles, tokenId: id }
  }

  private async change(work: Parameters<TokenStore['change']>[0]): Promise<boolean> {
    const changed = await this.store.change(work)
    this.checkedAt = -Infinity
    return changed
  }

  /** Looks at most every half second. Who comes while somebody looks waits for what is found, lest a good token be refused. */
  private async refresh(): Promise<void> {
    if (this.looking) return this.looking
    const now = performance.now()
    if (now - this.checkedAt < FRESH_MS) return
    this.checkedAt = now
    this.looking = this.look().finally(() => (this.looking = undefined))
    return this.looking
  }

  /** Reads them again where they have changed. */
  private async look(): Promise<void> {
    const stamp = await this.store.stamp()
    if (stamp === this.stamp) return
    this.known = new Map((await this.store.read()).map((one) => [one.id, one]))
    this.stamp = stamp
  }

  private get firstFile(): string {
    return join(this.dataDir, 'token')
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A new token with its text, which is kept nowhere. */
function made({ actor, roles: held, expiresAt }: { actor: string; roles: readonly Role[]; expiresAt?: string }) {
  const unknown = held.filter((role) => !roles.includes(role))
  if (held.length === 0 || unknown.length > 0) throw new Error(`roles must be some of ${roles.join(', ')}`)
  const id = randomBytes(6).toString('hex')
  const text = `clt_${id}_${randomBytes(32).toString('base64url')}`
  const token: StoredToken = {
    id,
    actor,
    roles: held,
    hash: hashOf(text),
    createdAt: new Date().toISOString(),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
  return { text, token }
}
