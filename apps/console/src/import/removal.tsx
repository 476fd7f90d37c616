import { Asking, AskingButton } from '../shared/asking'
import { imports } from '../texts/imports'
import { isBusy, useRemoval } from './use-imports'
import type { UploadCard } from './use-imports'

const words = imports.list

/** The way to take an uploaded file away before its time; asks first. */
export const Removal = ({ upload }: { readonly upload: UploadCard }) => (
  <AskingButton label={words.remove} name={words.removeOf(upload.name)} disabled={isBusy(upload.work)}>
    {(close) => <Asked upload={upload} onClose={close} />}
  </AskingButton>
)

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
