import { useMemo } from 'react'
import { isProblem } from '../../api/client'
import { usePreview } from '../use-imports'
import type { Upload } from '../use-imports'
import type { KeptImport } from '../use-kept-import'
import { fitted, guessed } from './guess'
import { habits } from './habits'
import { manifestOf, mappingOf } from './mapping'
import type { Mapping } from './mapping'
import { formOf } from './preview'
import type { Preview } from './preview'

/** What was chosen or tried before, as it can be chosen; nothing where nothing was, or where it says more than that. */
export function begun({ work }: Upload, kept: KeptImport | undefined): Mapping | undefined {
  if (kept?.mapping) return kept.mapping
  // Another file is written in a form of its own.
  const like = kept?.like && mappingOf(kept.like)
  if (like) return { ...like, form: {} }
  return work && mappingOf(work.manifest)
}

/** What is chosen for an upload so far: what was chosen, else what is likely; with its first rows. */
export function useMapping(upload: Upload, kept: KeptImport | undefined) {
  const chosen = begun(upload, kept)
  const form = kept?.form ?? chosen?.form ?? {}
  const preview = usePreview(upload.import, form)
  // A file that cannot be read in a form has no rows, and can be read in another one.
  const unread = isProblem(preview.error, 'file-unreadable')
  const found: Preview | undefined =
    preview.data ?? (unread ? { form: { ...upload.form, ...form }, columns: [], rows: [] } : undefined)
  const { data } = preview
  const guess = useMemo(() => data && guessed(data, upload.name, habits()), [data, upload.name])
  if (found === undefined) return { preview, form }
  const isOther = preview.isPlaceholderData || unread
  const mapping = chosen ? (isOther ? chosen : fitted(chosen, found)) : (guess ?? guessed(found, upload.name, habits()))
  return { preview, form, found, mapping, manifest: manifestOf({ ...mapping, form: formOf(found, form) }) }
}
