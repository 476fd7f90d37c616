import { createHash, randomUUID } from 'node:crypto'
import { derivedCommandId, KeyReused, StoreUnavailable } from '@ledger/event-sourcing'
import { problem } from '@ledger/http'
import { UnreadableFile } from '../reading/files.js'
import { guessForm, HEAD_BYTES } from './guess-form.js'
import { fileOf } from './kept-file.js'
import { previewOf } from './preview.js'
import { PIECE_BYTES } from './upload-store.js'
import type { Kept, UploadStore } from './upload-store.js'
import type { Form } from './upload.js'

/** A larger file is refused. */
export const LARGEST_UPLOAD_BYTES = 1_073_741_824

export interface Sent {
  readonly name: string
  readonly by: string
  readonly idempotencyKey?: string
  readonly body: AsyncIterable<Buffer>
}

/** Takes files as they come, piece by piece; a file counts once all of it is on the disk. */
export class Reception {
  /** Places of files that are under way here. */
  private readonly arriving = new Set<string>()

  constructor(
    private readonly store: UploadStore,
    private readonly clock: () => Date,
    /** Nothing is removed while it is being kept. */
    private readonly inTurn: <T>(id: string, work: () => Promise<T>) => Promise<T>,
    private readonly largest = LARGEST_UPLOAD_BYTES,
  ) {}

  isArriving = (place: string): boolean => this.arriving.has(place)

  /**
   * Gives the id of the import. The same key and file again is the same import.
   * @throws KeyReused; StoreUnavailable where an erasure has taken pieces of it meanwhile; ProblemException 413, 400 where nothing is in it; whatever the body throws. Then nothing stays.
   */
  async take({ name, by, idempotencyKey, body }: Sent): Promise<string> {
    const id = idempotencyKey === undefined ? randomUUID() : derivedCommandId('upload', by, idempotencyKey)
    const content = `${id} ${randomUUID()}`
    this.arriving.add(content)
    try {
      const { bytes, sha256, head, pieces } = await this.spool(id, content, body)
      const form = guessForm(head)
      const columns = await this.columnsOf(content, bytes, name, form)
      const uploadedAt = this.clock().toISOString()
      const upload = { import: id, name, bytes, sha256, by, uploadedAt, form, columns, content }
      await this.inTurn(id, () => this.keep(upload, pieces))
      return id
    } catch (error) {
      await this.store.removePieces(content).catch(() => undefined)
      throw error
    } finally {
      this.arriving.delete(content)
    }
  }

  private async keep(upload: Kept['upload'], pieces: number): Promise<void> {
    if ((await this.store.count(upload.content)) < pieces)
      throw new StoreUnavailable('what had come of the file was removed with a person who was erased')
    if (await this.store.replace(upload.import, 'upload', undefined, upload)) return
    const known = (await this.store.find(upload.import))?.upload
    if (known && (known.sha256 !== upload.sha256 || known.name !== upload.name)) throw new KeyReused()
    await this.store.removePieces(upload.content)
  }

  private async spool(id: string, content: string, body: AsyncIterable<Buffer>) {
    const hash = createHash('sha256')
    let [bytes, number, waiting] = [0, 0, 0]
    let head = Buffer.alloc(0)
    let parts: Buffer[] = []
    const keep = async () => {
      await this.store.putPiece(id, content, number, Buffer.concat(parts))
      number += 1
      waiting = 0
      parts = []
    }
    for await (const chunk of body) {
      bytes += chunk.length
      if (bytes > this.largest) throw tooLarge(this.largest)
      hash.update(chunk)
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES)
      parts.push(chunk)
      if ((waiting += chunk.length) >= PIECE_BYTES) await keep()
    }
    if (bytes === 0) throw problem(400, 'invalid-body', 'The body of the request cannot be taken', isEmpty)
    if (waiting > 0) await keep()
    return { bytes, sha256: hash.digest('hex'), head, pieces: number }
  }

  private async columnsOf(content: string, bytes: number, name: string, form: Form): Promise<readonly string[]> {
    try {
      return (await previewOf(fileOf(this.store, { content, bytes }), name, form, 0)).columns
    } catch (error) {
      if (error instanceof UnreadableFile) return []
      throw error
    }
  }
}

const isEmpty = { errors: [{ field: '', message: 'is empty' }] }

export const tooLarge = (largest: number) =>
  problem(413, 'import-too-large', 'The file is too large to be taken', { details: { largest } })
