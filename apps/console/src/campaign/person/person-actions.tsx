import { useAbilities } from '../../api/session'
import { texts } from '../../texts'
import { CommandButtons } from '../commands/command-buttons'
import type { Participant } from '../people/use-participants'
import type { Campaign } from '../use-campaign'
import { personCommands } from './person-commands'
import { PersonDialog } from './person-dialog'

interface Props {
  readonly document: Campaign
  readonly customer: string
  readonly person: Participant | undefined
}

/** What can be done about a person now, by whoever is signed in. */
export function PersonActions({ document, customer, person }: Props) {
  const abilities = useAbilities()
  const possible = personCommands.filter(
    ({ ability = 'command', possible }) => abilities.includes(ability) && possible(person, document),
  )
  return (
    <CommandButtons commands={possible.map((one) => ({ ...one, label: texts.person.commands[one.name].label }))}>
      {(command, onClose) => <PersonDialog {...{ command, document, customer, person, onClose }} />}
    </CommandButtons>
  )
}
