import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Role } from './roles.js'

/** A token as its file keeps it. */
export interface StoredToken {
  readonly id: string
  readonly actor: string
  readonly roles: readonly Role[]
  /** SHA-256 of the token's text, hex. */
  readonly hash: string
  readonly createdAt: string
  readonly expiresAt?: string
  readonly revokedAt?: string
}

const LOCK_MS = 5_000

export async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** No file: no tokens yet. A file that cannot be read as tokens is never overwritten. */
export async function readTokens(file: string): Promise<readonly StoredToken[]> {
  const text = await readText(file)
  if (text === undefined) return []
  try {
    const tokens = JSON.parse(text) as StoredToken[]
    if (Array.isArray(tokens) && tokens.every(({ id, actor, hash }) => id && actor && hash?.length === 64))
      return tokens
  } catch {
    // Falls through to the same advice as for JSON of another shape.
  }
  throw new Error(
    `${file} is damaged. Restore it from a backup, or remove it: the next start makes a first token again.`,
  )
}

/** Written beside and renamed, so that nobody ever reads half a file; mode 600. */
export async function writePrivately(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.new`
  const handle = await open(beside, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(beside, file)
}

/** Lets one writer at a time change the tokens. A folder is made by one process only; one left by a crash is taken away. */
export async function withLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const lock = join(dataDir, 'tokens.lock')
  for (;;) {
    try {
      await mkdir(lock)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const since = await stat(lock).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      )
      if (since > LOCK_MS) await rm(lock, { recursive: true, force: true })
      else await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  try {
    return await work()
  } finally {
    await rm(lock, { recursive: true, force: true })
  }
}
