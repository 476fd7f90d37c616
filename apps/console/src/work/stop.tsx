import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { Asking, AskingButton } from '../shared/asking'
import { texts } from '../texts'
import { useStop } from './use-work'
import type { Work } from './use-work'
import { nameOf } from './wording'

const words = texts.work

/** The way to stop a work; asks first, for what is left is not done by itself later. */
export const Stop = ({ work }: { readonly work: Work }) => (
  <AskingButton label={words.stop} name={words.stopOf(nameOf(work))}>
    {(close) => <Asked work={work} onClose={close} />}
  </AskingButton>
)

function Asked({ work, onClose }: { readonly work: Work; readonly onClose: () => void }) {
  const [reason, setReason] = useState('')
  const { mutate, error, isPending } = useStop(onClose)
  return (
    <Asking
      title={words.stopTitle}
      about={words.stopAbout(nameOf(work))}
      label={words.stop}
      keep={words.goOn}
      {...{ error, isPending, onClose }}
      isTyped={reason !== ''}
      onYes={() => mutate({ work: work.work, reason: reason.trim() })}
    >
      <TextInput
        label={words.stopReason}
        value={reason}
        maxLength={2000}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Asking>
  )
}
