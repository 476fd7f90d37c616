import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { exit, Failure } from './exit.js'

/**
 * Where a long result goes: a file, or the standard output where none is named. Opened before anything is read, so that
 * a wrong name is told at once. @throws Failure where the file cannot be written
 */
export async function outputTo(path: string | undefined): Promise<(text: Readable) => Promise<void>> {
  const out = path === undefined ? process.stdout : await fileFor(path)
  return (text) => pipeline(text, out, { end: path !== undefined }).catch(unlessNobodyReads)
}

async function fileFor(path: string): Promise<Writable> {
  const file = createWriteStream(path)
  try {
    await once(file, 'open')
    return file
  } catch (error) {
    throw new Failure(exit.usage, 'not-writable', [`${path} cannot be written: ${(error as Error).message}`])
  }
}

/** Whoever reads the output may have seen enough: `export … | head`. */
function unlessNobodyReads(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
}
