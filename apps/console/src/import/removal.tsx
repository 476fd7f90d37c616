import { Button } from '@mantine/core'
import { useState } from 'react'
import { Asking } from '../shared/asking'
import { imports } from '../texts/imports'
import { isBusy, useRemoval } from './use-imports'
import type { UploadCard } from './use-imports'

const words = imports.list

/** The way to take an uploaded file away before its time; asks first. */
export function Removal({ upload }: { readonly upload: UploadCard }) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        className="no-print"
        aria-label={words.removeOf(upload.name)}
        disabled={isBusy(upload.work)}
        onClick={() => setAsking(true)}
      >
        {words.remove}
      </Button>
      {asking && <Asked upload={upload} onClose={() => setAsking(false)} />}
    </>
  )
}

function Asked({ upload, onClose }: { readonly upload: UploadCard; readonly onClose: () => void }) {
  const { mutate, error, isPending } = useRemoval(onClose)
  return (
    <Asking
      title={words.removeTitle}
      about={words.removeAbout(upload.name)}
      label={words.remove}
      {...{ error, isPending, onClose }}
      onYes={() => mutate(upload.import)}
    />
  )
}
