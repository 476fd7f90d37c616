import { LRUCache } from 'lru-cache'

export const KEY_BYTES = 32
const CACHED_KEYS = 50_000

/** Keys of persons that were used lately. */
export class KeyCache {
  private readonly known = new LRUCache<string, Buffer>({ max: CACHED_KEYS })
  /** How often a key was forgotten: what was asked for before that may be what was destroyed since. */
  private forgotten = 0

  get(person: string): Buffer | undefined {
    return this.known.get(person)
  }

  /** Asks the store for those only that are not known. */
  async find(
    persons: readonly string[],
    ask: (missing: readonly string[]) => Promise<Iterable<readonly [person: string, key: Buffer]>>,
  ): Promise<ReadonlyMap<string, Buffer>> {
    const found = new Map<string, Buffer>()
    for (const person of persons) {
      const key = this.known.get(person)
      if (key) found.set(person, key)
    }
    const missing = persons.filter((person) => !found.has(person))
    if (missing.length === 0) return found
    const before = this.forgotten
    for (const [person, key] of await ask(missing)) {
      if (before === this.forgotten) this.known.set(person, key)
      found.set(person, key)
    }
    return found
  }

  forget(person: string): void {
    this.forgotten += 1
    this.known.delete(person)
  }
}
