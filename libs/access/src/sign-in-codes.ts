import { createHash, randomBytes } from 'node:crypto'
import type { Holder } from './tokens.js'

const LASTS_MS = 15 * 60_000

/**
 * Codes that let somebody in once, such as in the link that the first screen shows. Kept as hashes, in the memory of the
 * process that made them: a restart ends them, and no file ever holds one.
 */
export class SignInCodes {
  private readonly waiting = new Map<string, { readonly holder: Holder; readonly until: number }>()

  constructor(private readonly now: () => number = Date.now) {}

  /** A code of 256 random bits that stands for a holder for a quarter of an hour, or until it is used. */
  issue(holder: Holder): string {
    this.forgetOld()
    const code = randomBytes(32).toString('base64url')
    this.waiting.set(hashOf(code), { holder, until: this.now() + LASTS_MS })
    return code
  }

  /** Whom a code stands for; undefined where it is unknown, used or over. Whatever it was, it is used now. */
  redeem(code: string): Holder | undefined {
    this.forgetOld()
    const hash = hashOf(code)
    const found = this.waiting.get(hash)
    this.waiting.delete(hash)
    return found?.holder
  }

  private forgetOld(): void {
    for (const [hash, { until }] of this.waiting) if (until <= this.now()) this.waiting.delete(hash)
  }
}

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex')
