import { Alert } from '@mantine/core'
import { useState } from 'react'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'
import { CommandForm } from './command-form'
import type { CampaignCommand, Values } from './commands'
import { Meanwhile } from './meanwhile'
import { useCommand } from './use-command'

interface Props {
  readonly command: CampaignCommand
  readonly document: Campaign
  /** What is said already, and not asked for. */
  readonly known?: Values
  readonly onClose: () => void
}

/**
 * Gives a command to a campaign. What somebody else does meanwhile is shown first: nothing is decided about what nobody
 * has looked at.
 */
export function CommandDialog({ command, document, known = {}, onClose }: Props) {
  const { name, fields, path, body, elsewhere, grave } = command
  const [seen, setSeen] = useState(document)
  // Where all was so already, that is said instead of closing without a word.
  const given = useCommand(({ changed }) => changed !== false && onClose())
  const overtaken = !elsewhere && !given.isPending && document.revision !== seen.revision
  const looked = () => {
    setSeen(document)
    given.reset()
  }
  return (
    <CommandForm
      said={texts.commands[name]}
      {...{ fields, document, given, grave, onClose }}
      first={overtaken ? <Meanwhile seen={seen} now={document} onLooked={looked} /> : undefined}
      commandOf={(values) => {
        const said = { ...known, ...values }
        return {
          path: `campaigns/${document.campaign}/${path}`,
          body: body?.(said, document) ?? said,
          ...(elsewhere ? {} : { revision: seen.revision }),
        }
      }}
    >
      {given.data?.changed === false && (
        <Alert color="blue" role="status">
          {texts.commands.unchanged}
        </Alert>
      )}
    </CommandForm>
  )
}
