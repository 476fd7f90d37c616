import { randomUUID } from 'node:crypto'
import { open, rename } from 'node:fs/promises'

/** Writes a file beside the one that is meant, on the disk; gives its name. */
export async function writtenBeside(file: string, text: string, mode: number): Promise<string> {
  const beside = `${file}.${randomUUID()}.new`
  const handle = await open(beside, 'w', mode)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return beside
}

/** Writes a file so that nobody ever reads half of it. */
export async function writeWhole(file: string, text: string, mode = 0o644): Promise<void> {
  await rename(await writtenBeside(file, text, mode), file)
}
