import { CommandForm } from '../campaign/commands/command-form'
import type { Values } from '../campaign/commands/commands'
import { useCommand } from '../campaign/commands/use-command'
import { texts } from '../texts'
import type { CustomerCommand } from './customer-commands'

interface Props {
  readonly command: CustomerCommand
  readonly customer: string
  /** What is said already, and not asked for. */
  readonly known?: Values
  readonly onClose: () => void
}

/** Gives a command about a customer: each adds a fact, so that nobody takes another’s back by being slower. */
export function CustomerDialog({ command, customer, known = {}, onClose }: Props) {
  const { name, fields, path, body, grave } = command
  const given = useCommand(onClose)
  const { label, about } = texts.customer.commands[name]
  return (
    <CommandForm
      said={{ label, about, title: `${label}: ${known.contract ?? customer}` }}
      {...{ fields, given, grave, onClose }}
      commandOf={(values) => ({
        path: `customers/${encodeURIComponent(customer)}/${path}`,
        body: { ...known, ...(body?.(values) ?? values) },
      })}
    />
  )
}
