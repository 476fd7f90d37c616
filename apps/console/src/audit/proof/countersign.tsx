import { CommandForm } from '../../campaign/commands/command-form'
import type { CommandField } from '../../campaign/commands/commands'
import { useCommand } from '../../campaign/commands/use-command'
import { AskingButton } from '../../shared/asking'
import { count } from '../../shared/format'
import { texts } from '../../texts'

const words = texts.audit.countersign
const fields: readonly CommandField[] = [{ name: 'signatures', as: 'long' }]

/** Brings what witnesses have signed of the checkpoint of a tree of this size. */
export const Countersign = ({ size }: { readonly size: number }) => (
  <AskingButton label={words.label} name={`${words.label}: ${count(size)}`}>
    {(close) => <Form size={size} onClose={close} />}
  </AskingButton>
)

function Form({ size, onClose }: { readonly size: number; readonly onClose: () => void }) {
  const given = useCommand(onClose)
  return (
    <CommandForm
      said={{ label: words.label, about: words.about, title: words.title(count(size)) }}
      refusedAt={{ 'countersignature-refused': 'signatures' }}
      {...{ fields, given, onClose }}
      commandOf={({ signatures = '' }) => ({
        path: `audit/checkpoints/${size}/countersignatures`,
        // Each line has an end of its own, the last one as well.
        body: { signatures: `${signatures.trim()}\n` },
      })}
    />
  )
}
