import type { Role } from './roles.js'

/** A token as it is kept. */
export interface StoredToken {
  readonly id: string
  readonly actor: string
  readonly roles: readonly Role[]
  /** SHA-256 of the token's text, hex. */
  readonly hash: string
  readonly createdAt: string
  readonly expiresAt?: string
  readonly revokedAt?: string
  /** The id of the token that a browser's session was begun with; ends with it. */
  readonly sessionOf?: string
}

/** Where tokens are kept, for all processes of a service. `testing/token-store.contract.ts` is the definition. */
export abstract class TokenStore {
  /** Empty where none was made yet. */
  abstract read(): Promise<readonly StoredToken[]>
  /** Another text whenever the tokens have changed; cheap to ask. */
  abstract stamp(): Promise<string>
  /**
   * Changes all of them in one step, whoever else does the same at the same time.
   * @param work says what they are to be, or undefined to leave them; asked again where somebody was faster
   * @returns whether they were changed
   */
  abstract change(work: (tokens: readonly StoredToken[]) => readonly StoredToken[] | undefined): Promise<boolean>
}
