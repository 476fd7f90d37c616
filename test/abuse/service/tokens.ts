import { Tokens as TokenFile } from '@ledger/access'
import type { Role } from '@ledger/access'

type Headers = readonly (readonly [name: string, value: string])[]

/** The tokens of a run: one of every role, one that is over, and one that was taken back. */
export class Tokens {
  private readonly texts = new Map<string, string>()
  private readonly file: TokenFile

  private constructor(file: TokenFile, admin: string) {
    this.file = file
    this.texts.set('admin', admin)
  }

  static async open({ dataDir, admin }: { dataDir: string; admin: string }): Promise<Tokens> {
    const tokens = new Tokens(await TokenFile.open({ dataDir }), admin)
    const over = { actor: 'old', roles: ['admin'] as const, expiresAt: '2020-01-01T00:00:00Z' }
    tokens.texts.set('expired', await tokens.file.create(over))
    const ended = await tokens.file.create({ actor: 'gone', roles: ['admin'] })
    await tokens.file.revoke(ended.split('_')[1]!)
    tokens.texts.set('revoked', ended)
    for (const role of ['planner', 'approver', 'service', 'operator', 'analyst', 'auditor'] as const)
      await tokens.make(role)
    return tokens
  }

  private async make(role: Role): Promise<void> {
    this.texts.set(role, await this.file.create({ actor: `the-${role}`, roles: [role] }))
  }

  of(name: string): string {
    return this.texts.get(name)!
  }

  /** Headers with `{admin}` and the like filled in. */
  filled(headers: Headers): Headers {
    return headers.map(([name, value]) => [name, this.inText(value)])
  }

  inText(text: string): string {
    return text.replaceAll(/\{(admin|expired|revoked)\}/g, (_, name: string) => this.of(name))
  }
}
