import { useState } from 'react'
import { revisionLeft } from '../api/client'
import { CommandForm } from '../campaign/commands/command-form'
import type { Values } from '../campaign/commands/commands'
import { Both, Overtaken } from '../campaign/commands/overtaken'
import { useCommand } from '../campaign/commands/use-command'
import { texts } from '../texts'
import type { CustomerCommand, Profile } from './customer-commands'
import { differencesOf } from './differences'

interface Props {
  readonly command: CustomerCommand
  readonly customer: string
  /** Undefined where nothing is known of them. */
  readonly profile: Profile | undefined
  /** What is said already, and not asked for. */
  readonly known?: Values
  readonly onClose: () => void
}

/** The revision of somebody of whom nothing was recorded. */
const NOTHING = -1

/** Gives a command about a customer. What somebody else records of them meanwhile is shown first. */
export function CustomerDialog({ command, customer, profile, known = {}, onClose }: Props) {
  const { name, fields, path, body, grave } = command
  const place = `customers/${encodeURIComponent(customer)}`
  const given = useCommand(onClose)
  const shown = profile?.revision ?? NOTHING
  // What this page has just changed need not be shown yet to be known.
  const [seen, setSeen] = useState({ profile, revision: Math.max(shown, revisionLeft(place) ?? NOTHING) })
  const overtaken = !given.isPending && shown > seen.revision
  const looked = () => {
    setSeen({ profile, revision: shown })
    given.reset()
  }
  const { label, about } = texts.customer.commands[name]
  return (
    <CommandForm
      said={{ label, about, title: `${label}: ${known.contract ?? customer}` }}
      {...{ fields, given, grave, onClose }}
      first={
        overtaken ? (
          <Overtaken onLooked={looked}>
            {differencesOf(seen.profile, profile).map((one) => (
              <Both key={one.name} {...one} />
            ))}
          </Overtaken>
        ) : undefined
      }
      commandOf={(values) => ({
        path: `${place}/${path}`,
        body: { ...known, ...(body?.(values) ?? values) },
        revision: seen.revision,
      })}
    />
  )
}
