import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { roles } from './roles.js'
import type { Role } from './roles.js'
import { SignInCodes } from './sign-in-codes.js'
import { readText, TokenFile, writePrivately } from './token-file.js'
import type { StoredToken, TokenStore } from './token-store.js'

/** Whoever a token stands for. */
export interface Holder {
  readonly actor: string
  readonly roles: readonly Role[]
  readonly tokenId: string
  /** Whether it is a browser's session, which was begun with another token. */
  readonly session?: true
}

/** A token without its secret. */
export type TokenInfo = Omit<StoredToken, 'hash'>

/** What another process has ended is noticed within this time; what it has made, at once. */
const FRESH_MS = 500
/** A working day; who is still there after it signs in again. */
const SESSION_MS = 12 * 3_600_000
const FORM = /^clt_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/

/** Bearer tokens: `clt_<id>_<secret>`. Only hashes are kept; 256 random bits need no salt and no slow hash. */
export class Tokens {
  /** Codes that begin a session of this process. */
  readonly codes = new SignInCodes()
  private known = new Map<string, StoredToken>()
  private stamp = ''
  private checkedAt = -Infinity
  private looking: Promise<void> | undefined
  private lookingAnew: Promise<void> | undefined

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

  /** Tokens, without the sessions that were begun with them. */
  async list(): Promise<readonly TokenInfo[]> {
    const tokens = (await this.store.read()).filter(({ sessionOf }) => sessionOf === undefined)
    return tokens.map(({ hash: _, ...info }) => info)
  }

  /**
   * Begins a browser's session: a token that may do what the holder may, ends by itself, and with the holder's token.
   * @throws Error where the holder is a session itself, which would go on for ever like that
   */
  async beginSession({ actor, roles: held, tokenId, session }: Holder): Promise<{ text: string; expiresAt: string }> {
    if (session) throw new Error('a session cannot begin another one')
    const expiresAt = new Date(Date.now() + SESSION_MS).toISOString()
    const { text, token } = made({ actor, roles: held, expiresAt })
    await this.change((tokens) => [...tokens.filter(isOfUse), { ...token, sessionOf: tokenId }])
    return { text, expiresAt }
  }

  /** Ends a session; nothing is kept of it. */
  async endSession(id: string): Promise<void> {
    await this.change((tokens) => tokens.filter((one) => one.id !== id || one.sessionOf === undefined))
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
    if (!this.known.has(id)) await this.lookAnew()
    const token = this.valid(id)
    if (!token || !timingSafeEqual(Buffer.from(token.hash), Buffer.from(hashOf(text)))) return undefined
    const { actor, roles: held, sessionOf } = token
    if (sessionOf === undefined) return { actor, roles: held, tokenId: id }
    return this.valid(sessionOf) && { actor, roles: held, tokenId: id, session: true }
  }

  private valid(id: string): StoredToken | undefined {
    const token = this.known.get(id)
    return token?.revokedAt === undefined && token && !isOver(token) ? token : undefined
  }

  private async change(work: Parameters<TokenStore['change']>[0]): Promise<boolean> {
    const changed = await this.store.change(work)
    this.checkedAt = -Infinity
    return changed
  }

  /** Looks at most every half second. Who comes while somebody looks waits for what is found, lest a good token be refused. */
  private async refresh(): Promise<void> {
    if (this.looking) return this.looking
    if (performance.now() - this.checkedAt >= FRESH_MS) return this.look()
  }

  /** A look that begins later than now, which all share who come until then: a flood of wrong tokens costs one at a time. */
  private lookAnew(): Promise<void> {
    this.lookingAnew ??= Promise.allSettled([this.looking]).then(() => {
      this.lookingAnew = undefined
      return this.look()
    })
    return this.lookingAnew
  }

  private look(): Promise<void> {
    this.checkedAt = performance.now()
    this.looking = this.readWhatChanged().finally(() => (this.looking = undefined))
    return this.looking
  }

  private async readWhatChanged(): Promise<void> {
    const stamp = await this.store.stamp()
    if (stamp === this.stamp) return
    this.known = new Map((await this.store.read()).map((one) => [one.id, one]))
    this.stamp = stamp
  }

  private get firstFile(): string {
    return join(this.dataDir, 'token')
  }
}

const isOver = ({ expiresAt }: StoredToken): boolean => expiresAt !== undefined && Date.parse(expiresAt) <= Date.now()
/** Sessions that are over are thrown away; tokens stay to be seen. */
const isOfUse = (token: StoredToken): boolean => token.sessionOf === undefined || !isOver(token)

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
