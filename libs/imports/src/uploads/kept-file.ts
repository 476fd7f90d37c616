import { CHUNK_BYTES } from '../reading/files.js'
import type { FileBytes } from '../reading/files.js'
import type { UploadStore } from './upload-store.js'

/** The content of an upload, as a file. It ends with an error where a piece of it is gone: that is not its end. */
export const fileOf = (
  store: UploadStore,
  { content, bytes }: { readonly content: string; readonly bytes: number },
): FileBytes => ({
  bytes,
  async *chunks() {
    let read = 0
    for await (const piece of store.pieces(content)) {
      for (let at = 0; at < piece.length; at += CHUNK_BYTES) yield piece.subarray(at, at + CHUNK_BYTES)
      read += piece.length
    }
    if (read < bytes) throw new Error(`of its ${bytes} bytes ${read} are kept`)
  },
})
