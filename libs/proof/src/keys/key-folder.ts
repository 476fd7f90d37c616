import { link, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole, writtenBeside } from '../files/write-whole.js'
import { KeyStore } from './key-store.js'
import type { StoredKey } from './key-store.js'

const nameOf = (place: number): string => `${String(place + 1).padStart(4, '0')}.json`
const textOf = (key: StoredKey): string => `${JSON.stringify(key, null, 2)}\n`
const PRIVATE = 0o600

/** One file a key, in a folder that only the service's user can look into. */
export class KeyFolder extends KeyStore {
  constructor(private readonly folder: string) {
    super()
  }

  /** @throws Error that says what to do where a file is damaged */
  async list(): Promise<readonly StoredKey[]> {
    const names = await readdir(this.folder).catch(unlessMissing)
    const files = (names ?? []).filter((name) => /^\d{4}\.json$/.test(name)).toSorted()
    return Promise.all(files.map((name) => this.read(name)))
  }

  async add(key: StoredKey, behind: number): Promise<boolean> {
    await mkdir(this.folder, { mode: 0o700 }).catch(unlessThere)
    const file = join(this.folder, nameOf(behind))
    const beside = await writtenBeside(file, textOf(key), PRIVATE)
    try {
      // Refuses where the name is taken, which renaming would not.
      await link(beside, file)
      return true
    } catch (error) {
      unlessThere(error)
      return false
    } finally {
      await rm(beside)
    }
  }

  async retire(place: number, retiredAt: string): Promise<void> {
    const { secret: _, ...known } = await this.read(nameOf(place))
    await writeWhole(join(this.folder, nameOf(place)), textOf({ ...known, retiredAt }), PRIVATE)
  }

  private async read(name: string): Promise<StoredKey> {
    const file = join(this.folder, name)
    try {
      const key = JSON.parse(await readFile(file, 'utf8')) as StoredKey
      if (typeof key.origin === 'string' && typeof key.publicKey === 'string') return key
    } catch (error) {
      throw new Error(`${file} is damaged. Restore it from a backup`, { cause: error })
    }
    throw new Error(`${file} is no key of a log. Restore it from a backup`)
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

function unlessMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error
}

function unlessThere(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error
}
