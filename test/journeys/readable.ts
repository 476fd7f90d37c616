import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The files of a folder, at any depth, in which a text stands. */
export async function filesWith(text: string | Buffer, folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((one) => one.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const held = await Promise.all(files.map((file) => holds(file, text)))
  // What got its final name meanwhile is looked at under that.
  return held.includes(undefined) ? filesWith(text, folder) : files.filter((_, at) => held[at])
}

/** Undefined where the file is no more. */
async function holds(file: string, text: string | Buffer): Promise<boolean | undefined> {
  try {
    return (await readFile(file)).includes(text)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** The same of the folders in which this process keeps views of the past. */
export async function pastsWith(text: string | Buffer): Promise<readonly string[]> {
  const mine = (await readdir(tmpdir())).filter((name) => name.startsWith(`ledger-past-${process.pid}-`))
  return (await Promise.all(mine.map((name) => filesWith(text, join(tmpdir(), name))))).flat()
}
