import { Alert } from '@mantine/core'
import { useState } from 'react'
import type { Schemas } from '../../api/client'
import { CommandForm } from '../../campaign/commands/command-form'
import type { CommandField } from '../../campaign/commands/commands'
import { useCommand } from '../../campaign/commands/use-command'
import { AskingButton } from '../../shared/asking'
import { count, listOf } from '../../shared/format'
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
  const [partly, setPartly] = useState<Schemas['Countersigned']>()
  const given = useCommand<Schemas['Countersigned']>((answer) =>
    answer.refused.length === 0 ? onClose() : setPartly(answer),
  )
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
    >
      {partly && !given.error && (
        <Alert color="yellow" role="status">
          {words.partly(listOf(partly.accepted), listOf(partly.refused))}
        </Alert>
      )}
    </CommandForm>
  )
}
