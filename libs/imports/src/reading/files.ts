import { createReadStream, statSync } from 'node:fs'
import { isAbsolute, join, normalize } from 'node:path'
import type { FileForm } from '../manifest/manifest.js'

/** The content of a file, wherever it lies. */
export interface FileBytes {
  readonly bytes: number
  /** All of it from the beginning, in small chunks; may be asked for again. */
  chunks(): AsyncIterable<Buffer>
}

/** Where the files of a manifest lie. */
export interface Files {
  /** @throws UnreadableFile where there is none of that name */
  find(path: string): FileBytes
}

/** The file cannot be read as the manifest says; `at` is the word of the manifest that is to be changed. */
export class UnreadableFile extends Error {
  constructor(
    message: string,
    readonly at: keyof FileForm = 'path',
  ) {
    super(message)
    this.name = 'UnreadableFile'
  }
}

/** Small, so that what was read is not far ahead of what was done with it, and progress tells the truth. */
export const CHUNK_BYTES = 16_384

/** Files of a folder, and nothing outside of it. */
export const inFolder = (folder: string): Files => ({
  find(path) {
    const file = located(path, folder)
    const chunks = () => createReadStream(file, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>
    return { bytes: sizeOf(file, path), chunks }
  },
})

function located(path: string, folder: string): string {
  if (isAbsolute(path) || normalize(path).startsWith('..'))
    throw new UnreadableFile(`${path} must lie within the folder given with --from`)
  return join(folder, path)
}

function sizeOf(file: string, path: string): number {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new UnreadableFile(`${path} is not there; looked for ${file}`)
  if (!found.isFile()) throw new UnreadableFile(`${path} is no file: ${file}`)
  return found.size
}
