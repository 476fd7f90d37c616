import type { WorkSpool } from '@ledger/work'
import { noCounts } from '../engine/import-report.js'
import type { AskedImport, Import, ImportCourse, ImportWork, Upload } from './upload.js'

/** An upload is kept for so long after its last use. */
const KEPT_MS = 86_400_000
/** A piece of a file or of its rejects: with what JSON adds it stays far below what a store takes at once. */
export const PIECE_BYTES = 1_048_576

/** What is kept of an import, each by itself: whoever sends a request and whoever carries it out write different things. */
interface Records {
  /** With the place of its content, which was written before. */
  upload: Upload & { readonly content: string }
  asked: AskedImport
  /** The work that is to end before its time. */
  cancelled: { readonly work: string }
  course: ImportCourse
  /** A person was erased meanwhile: it goes as soon as nobody works with it. */
  leaving: { readonly since: string }
}
const places: Readonly<Record<keyof Records, number>> = { upload: 0, asked: 1, cancelled: 2, course: 3, leaving: 4 }

export type Kept = { readonly [Name in keyof Records]?: Records[Name] } & {
  readonly upload: Records['upload']
  /** When something of it was written last (ISO 8601). */
  readonly lastAt: string
}

/** An upload in the order of last uses; `place` names where it stands there. */
export interface Use {
  readonly id: string
  readonly place: string
}

/** Uploads in a spool of their own: records, content and rejects, in pieces. */
export class UploadStore {
  constructor(private readonly spool: WorkSpool) {}

  async find(id: string): Promise<Kept | undefined> {
    const chunks = await this.spool.chunks(id)
    const found: Partial<Record<keyof Records, unknown>> = {}
    for (const name of Object.keys(places) as (keyof Records)[])
      if (chunks.some(({ chunk }) => chunk === places[name])) found[name] = (await this.spool.read(id, places[name]))[0]
    if (found.upload === undefined) return undefined
    const lastAt = chunks.reduce((last, { keptAt }) => (keptAt > last ? keptAt : last), '')
    return { ...found, lastAt } as Kept
  }

  async keep<Name extends keyof Records>(id: string, name: Name, record: Records[Name]): Promise<void> {
    await this.spool.append({ work: id, receipt: id }, places[name], [record])
  }

  /** Keeps a record in the place of the one that was read, if any; false where another one stands there by now. */
  async replace<Name extends keyof Records>(
    id: string,
    name: Name,
    read: Records[Name] | undefined,
    record: Records[Name],
  ): Promise<boolean> {
    return this.spool.replace({ work: id, receipt: id }, places[name], read === undefined ? [] : [read], [record])
  }

  /** All of them, newest use first. */
  async uses(): Promise<readonly Use[]> {
    const all = await this.spool.list()
    return all
      .filter(({ work, receipt }) => work === receipt)
      .map(({ work, lastAt }) => ({ id: work, place: `${lastAt}_${work}` }))
      .toSorted((one, other) => (one.place < other.place ? 1 : -1))
  }

  /** Ids of whatever is kept, be it only a piece of a file that has not come to its end. */
  async ids(): Promise<readonly string[]> {
    return [...new Set((await this.spool.list()).map(({ work }) => work))]
  }

  /** How many pieces lie at a place. */
  async count(place: string): Promise<number> {
    return (await this.spool.chunks(place)).length
  }

  /** A piece of bytes or text, at a place that belongs to an import. */
  async putPiece(id: string, place: string, number: number, piece: Buffer): Promise<void> {
    await this.spool.append({ work: id, receipt: place }, number, [piece.toString('base64')])
  }

  async *pieces(place: string): AsyncGenerator<Buffer> {
    for (let number = 0; ; number += 1) {
      const [piece] = (await this.spool.read(place, number)) as [string?]
      if (piece === undefined) return
      yield Buffer.from(piece, 'base64')
    }
  }

  async removePieces(place: string): Promise<void> {
    await this.spool.remove(place)
  }

  /** All of it; the record that names the content goes last, so that what is interrupted can be done again. */
  async remove(id: string): Promise<void> {
    for (const { work, receipt } of await this.spool.list())
      if (work === id && receipt !== id) await this.spool.remove(receipt)
    await this.spool.remove(id)
  }

  /** What nobody has used for a day, and pieces of files that never came to an end. */
  async overdue(now: Date, isArriving: (place: string) => boolean): Promise<readonly string[]> {
    const all = await this.spool.list()
    const used = new Map(all.filter(({ work, receipt }) => work === receipt).map((one) => [one.work, one.lastAt]))
    const ids = new Set<string>()
    for (const { work, receipt, lastAt } of all) {
      const last = used.get(work) ?? lastAt
      if (now.getTime() - Date.parse(last) > KEPT_MS && !isArriving(receipt)) ids.add(work)
    }
    return [...ids]
  }
}

/** Where the rejects of one work on an import lie. */
export const rejectsOf = (id: string, work: string): string => `${id} rejects ${work}`

/** What is kept, as others see it. */
export function shown({ upload: { content: _, ...upload }, lastAt, ...kept }: Kept): Import {
  const work = workOf(kept)
  const expiresAt = new Date(Date.parse(lastAt) + KEPT_MS).toISOString()
  return { ...upload, expiresAt, ...(work ? { work } : {}) }
}

function workOf({ asked, course, cancelled }: Omit<Kept, 'upload' | 'lastAt'>): ImportWork | undefined {
  if (!asked) return undefined
  const { keys: _, ...told } = asked
  const isToEnd = cancelled?.work === asked.work
  if (course?.work !== asked.work) {
    const nothing = { tries: 0, progress: { bytes: 0, totalBytes: 0 }, counts: noCounts, reasons: {}, rejects: [] }
    return { ...told, ...nothing, state: isToEnd ? 'cancelled' : 'waiting' }
  }
  return { ...told, ...course, state: isToEnd && course.state === 'running' ? 'cancelling' : course.state }
}
