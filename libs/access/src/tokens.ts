import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readTokens, readText, withLock, writePrivately } from './token-file.js'
import type { StoredToken } from './token-file.js'
import { roles } from './roles.js'
import type { Role } from './roles.js'

/** Whoever a token stands for. */
export interface Holder {
  readonly actor: string
  readonly roles: readonly Role[]
  readonly tokenId: string
}

/** A token without its secret. */
export type TokenInfo = Omit<StoredToken, 'hash'>

/** A file that another process has changed is noticed within this time. */
const FRESH_MS = 500
const FORM = /^clt_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/

/** Bearer tokens: `clt_<id>_<secret>`. Only hashes are kept; 256 random bits need no salt and no slow hash. */
export class Tokens {
  private known = new Map<string, StoredToken>()
  private stamp = ''
  private checkedAt = -Infinity
  private looking: Promise<void> | undefined

  private constructor(private readonly dataDir: string) {}

  /** @throws Error that says what to do where the file of the tokens is damaged. */
  static async open({ dataDir }: { dataDir: string }): Promise<Tokens> {
    const tokens = new Tokens(dataDir)
    await tokens.refresh()
    return tokens
  }

  /** Makes the first token, for the actor `admin`, where there is none; its text, where it was made just now. */
  async ensureFirst(): Promise<string | undefined> {
    return withLock(this.dataDir, async () => {
      if ((await readTokens(this.file)).length > 0) return undefined
      const text = await this.add({ actor: 'admin', roles: ['admin'] })
      await writePrivately(this.firstFile, `${text}\n`)
      return text
    })
  }

  /** The text of the first token, while its file is there. */
  async firstToken(): Promise<string | undefined> {
    return (await readText(this.firstFile))?.trim()
  }

  /** Makes a token; its text is given back once and kept nowhere. */
  create(token: { actor: string; roles: readonly Role[]; expiresAt?: string }): Promise<string> {
    return withLock(this.dataDir, () => this.add(token))
  }

  async list(): Promise<readonly TokenInfo[]> {
    return (await readTokens(this.file)).map(({ hash: _, ...info }) => info)
  }

  /** Ends a token at once; false where there is none with that id. */
  async revoke(id: string): Promise<boolean> {
    return withLock(this.dataDir, async () => {
      const tokens = await readTokens(this.file)
      if (!tokens.some((one) => one.id === id)) return false
      const revokedAt = new Date().toISOString()
      await this.keep(tokens.map((one) => (one.id === id ? { ...one, revokedAt: one.revokedAt ?? revokedAt } : one)))
      return true
    })
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

  private async add({
    actor,
    roles: held,
    expiresAt,
  }: {
    actor: string
    roles: readonly Role[]
    expiresAt?: string
  }): Promise<string> {
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
    await this.keep([...(await readTokens(this.file)), token])
    return text
  }

  private async keep(tokens: readonly StoredToken[]): Promise<void> {
    await writePrivately(this.file, `${JSON.stringify(tokens, null, 2)}\n`)
    this.checkedAt = -Infinity
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

  /** Reads the file again where it has changed. */
  private async look(): Promise<void> {
    const { mtimeMs, size, ino } = await stat(this.file).catch(() => ({ mtimeMs: 0, size: 0, ino: 0 }))
    const stamp = `${mtimeMs} ${size} ${ino}`
    if (stamp === this.stamp) return
    this.known = new Map((await readTokens(this.file)).map((one) => [one.id, one]))
    this.stamp = stamp
  }

  private get file(): string {
    return join(this.dataDir, 'tokens.json')
  }

  private get firstFile(): string {
    return join(this.dataDir, 'token')
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
