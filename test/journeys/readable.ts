import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The files of a folder, at any depth, in which a text stands. */
export async function filesWith(text: string | Buffer, folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((one) => one.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const held = await Promise.all(files.map(async (file) => (await readFile(file)).includes(text)))
  return files.filter((_, at) => held[at])
}

/** The same of the folders in which this process keeps views of the past. */
export async function pastsWith(text: string | Buffer): Promise<readonly string[]> {
  const mine = (await readdir(tmpdir())).filter((name) => name.startsWith(`ledger-past-${process.pid}-`))
  return (await Promise.all(mine.map((name) => filesWith(text, join(tmpdir(), name))))).flat()
}
