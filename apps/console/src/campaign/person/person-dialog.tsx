import { texts } from '../../texts'
import { CommandForm } from '../commands/command-form'
import { useCommand } from '../commands/use-command'
import type { Campaign } from '../use-campaign'
import { bodyOf, pathOf } from './person-commands'
import type { PersonCommand } from './person-commands'

interface Props {
  readonly command: PersonCommand
  readonly document: Campaign
  readonly customer: string
  readonly onClose: () => void
}

/** Gives a command about one person. What somebody else did meanwhile is refused in words, and then shown. */
export function PersonDialog({ command, document, customer, onClose }: Props) {
  const { name, fields, grave } = command
  const given = useCommand(onClose)
  const { label, about } = texts.person.commands[name]
  return (
    <CommandForm
      said={{ label, about, title: `${label}: ${customer}` }}
      {...{ fields, document, given, grave, onClose }}
      commandOf={(said) => ({
        path: pathOf(command, document.campaign, customer),
        body: bodyOf(command, customer, said),
      })}
    />
  )
}
