import { useAbilities } from '../api/session'
import { CommandButtons } from '../campaign/commands/command-buttons'
import { texts } from '../texts'
import { customerCommands } from './customer-commands'
import type { Profile } from './customer-commands'
import { CustomerDialog } from './customer-dialog'

interface Props {
  readonly customer: string
  readonly profile: Profile | undefined
}

/** What can be done about a customer now, by whoever is signed in. */
export function CustomerActions({ customer, profile }: Props) {
  const abilities = useAbilities()
  const possible = customerCommands.filter((one) => abilities.includes(one.ability) && one.possible(profile))
  return (
    <CommandButtons commands={possible.map((one) => ({ ...one, label: texts.customer.commands[one.name].label }))}>
      {(command, onClose) => <CustomerDialog {...{ command, customer, profile, onClose }} />}
    </CommandButtons>
  )
}
