import {
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  closeSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Random } from './random.js'

const PAGE = 4_096

/** Copies a folder file by file, in the order given by chance: what a careless backup does. */
export async function copyFolder(from: string, to: string, random: Random, pauseMs = 0): Promise<void> {
  mkdirSync(to, { recursive: true })
  const files = readdirSync(from, { withFileTypes: true }).filter((one) => one.isFile())
  const order = files.map(({ name }) => ({ name, at: random.between(0, 1_000_000) }))
  for (const { name } of order.toSorted((one, other) => one.at - other.at)) {
    // A file may be gone by now.
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name))
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** Takes away the end of a file: of the last pages, or wherever chance has it. */
export function cut(file: string, random: Random): string {
  const { size } = statSync(file)
  const end = random.percent(50) ? Math.max(0, size - random.between(1, 8 * PAGE)) : random.between(0, size)
  truncateSync(file, end)
  return `cut from ${size} to ${end} bytes`
}

/** Writes noise over a stretch of a file, in its last pages or anywhere behind its head. */
export function garble(file: string, random: Random, where: 'end' | 'anywhere'): string {
  const { size } = statSync(file)
  const from = where === 'end' ? Math.max(0, size - 8 * PAGE) : Math.min(PAGE, size)
  const at = random.between(from, Math.max(from, size - 1))
  const length = Math.min(random.pick([1, 16, 200, PAGE]), size - at)
  const handle = openSync(file, 'r+')
  const bytes = Buffer.alloc(length)
  readSync(handle, bytes, 0, length, at)
  // Every byte becomes another one.
  for (let index = 0; index < length; index += 1) bytes[index] = bytes[index]! ^ random.between(1, 255)
  writeSync(handle, bytes, 0, length, at)
  closeSync(handle)
  return `${length} bytes garbled at ${at} of ${size}`
}

/** What a message tells an operator to remove: a store with what belongs to it. */
export function removeStore(folder: string, name: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `${name}${suffix}`), { force: true })
}
