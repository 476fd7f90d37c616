import { useEffect, useRef, useState } from 'react'
import { newKey } from '../../api/new-key'
import { passes, Problem, unreachable } from '../../api/problem'
import { imports } from '../../texts/imports'
import { size } from '../size'
import { useUploaded } from '../use-imports'
import type { Upload } from '../use-imports'
import { TELLING_BYTES, unfit } from './file-kind'
import { sendFile } from './send-file'

const words = imports.drop

/** A file that was chosen, under the key that it is sent with. */
interface Chosen {
  readonly file: File
  readonly key: string
}

export type Uploading =
  | { readonly is: 'idle'; readonly said?: string }
  | { readonly is: 'sending'; readonly name: string; readonly sent: number; readonly total: number }
  | { readonly is: 'refused'; readonly why: string; readonly again?: Chosen }

/** Uploads one file at a time. What can be told before, is. */
export function useUpload(largest: number | undefined, onDone: (upload: Upload) => void) {
  const [uploading, setUploading] = useState<Uploading>({ is: 'idle' })
  const tell = useUploaded()
  const endingRef = useRef<AbortController>(undefined)
  const isSending = uploading.is === 'sending'

  useEffect(() => {
    if (!isSending) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isSending])
  // Whoever leaves the screen does not want the file any more.
  useEffect(() => () => endingRef.current?.abort(), [])

  const send = async ({ file, key }: Chosen) => {
    const { signal } = (endingRef.current = new AbortController())
    const shown = (sent: number) => setUploading({ is: 'sending', name: file.name, sent, total: file.size })
    shown(0)
    try {
      const upload = await sendFile(file, { key, signal, onSent: shown })
      await tell(upload)
      setUploading({ is: 'idle' })
      onDone(upload)
    } catch (error) {
      if (signal.aborted) setUploading({ is: 'idle', said: words.cancelled })
      else setUploading(refused(error, { file, key }))
    }
  }

  const start = async (files: readonly File[]) => {
    const [file, ...others] = files
    if (file === undefined) return
    const why = others.length > 0 ? words.oneByOne : await wrongWith(file, largest)
    if (why === undefined) await send({ file, key: newKey() })
    else setUploading({ is: 'refused', why })
  }

  return { uploading, start, send, cancel: () => endingRef.current?.abort() }
}

async function wrongWith(file: File, largest: number | undefined): Promise<string | undefined> {
  if (file.size === 0) return words.empty(file.name)
  if (largest !== undefined && file.size > largest) return words.tooLarge(file.name, size(file.size), size(largest))
  const kind = unfit(new Uint8Array(await file.slice(0, TELLING_BYTES).arrayBuffer()))
  return kind && words.wrongKind[kind](file.name)
}

/** What did not arrive can be sent again; what was refused would be refused again. */
function refused(error: unknown, chosen: Chosen): Uploading {
  const problem = error instanceof Problem ? error : unreachable()
  const why = problem.status === 0 ? words.offline : (problem.errors[0]?.message ?? problem.message)
  return { is: 'refused', why, ...(passes(problem) ? { again: chosen } : {}) }
}
