import { useMay } from '../../api/session'
import { AskingButton } from '../../shared/asking'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'
import { CommandDialog } from './command-dialog'
import { commands } from './commands'
import type { CampaignCommand, Values } from './commands'

interface Props {
  readonly name: CampaignCommand['name']
  readonly document: Campaign
  /** What it is about, where there are several of it on the screen. */
  readonly about?: string
  readonly known?: Values
}

/** A small button for a command, where that stands which it is about. Nothing where it cannot be given. */
export function OnTheSpot({ name, document, about, known }: Props) {
  const command = commands.find((one) => one.name === name)!
  const may = useMay(command.ability)
  if (!may || !command.possible(document)) return undefined
  const { label } = texts.commands[name]
  return (
    <AskingButton label={label} name={about === undefined ? label : `${label}: ${about}`}>
      {(close) => <CommandDialog {...{ command, document }} {...(known ? { known } : {})} onClose={close} />}
    </AskingButton>
  )
}
