import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { TokenStore } from './token-store.js'
import type { StoredToken } from './token-store.js'

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
async function readTokens(file: string): Promise<readonly StoredToken[]> {
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
async function withLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
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

/** Tokens in a file of the data folder, readable by the service's user alone. */
export class TokenFile extends TokenStore {
  private readonly file: string

  constructor(private readonly dataDir: string) {
    super()
    this.file = join(dataDir, 'tokens.json')
  }

  /** @throws Error that says what to do where the file is damaged. */
  read(): Promise<readonly StoredToken[]> {
    return readTokens(this.file)
  }

  async stamp(): Promise<string> {
    const { mtimeMs, size, ino } = await stat(this.file).catch(() => ({ mtimeMs: 0, size: 0, ino: 0 }))
    return `${mtimeMs} ${size} ${ino}`
  }

  change(work: (tokens: readonly StoredToken[]) => readonly StoredToken[] | undefined): Promise<boolean> {
    return withLock(this.dataDir, async () => {
      const tokens = work(await this.read())
      if (tokens) await writePrivately(this.file, `${JSON.stringify(tokens, null, 2)}\n`)
      return tokens !== undefined
    })
  }
}
