import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../../api/session'
import { texts } from '../../texts'
import type { Participant } from '../people/use-participants'
import type { Campaign } from '../use-campaign'
import { personCommands } from './person-commands'
import type { PersonCommand } from './person-commands'
import { PersonDialog } from './person-dialog'

interface Props {
  readonly document: Campaign
  readonly customer: string
  readonly person: Participant | undefined
}

/** What can be done about a person now, by whoever is signed in. */
export function PersonActions({ document, customer, person }: Props) {
  const mayAct = useMay('command')
  const [open, setOpen] = useState<PersonCommand>()
  const possible = personCommands.filter((one) => one.possible(person, document))
  if (!mayAct || possible.length === 0) return undefined
  return (
    <Group gap="xs" className="no-print" role="group" aria-label={texts.person.actions}>
      {possible.map((one) => (
        <Button
          key={one.name}
          size="xs"
          variant="default"
          {...(one.grave ? { c: 'var(--mantine-color-error)' } : {})}
          onClick={() => setOpen(one)}
        >
          {texts.person.commands[one.name].label}
        </Button>
      ))}
      {open && <PersonDialog {...{ document, customer }} command={open} onClose={() => setOpen(undefined)} />}
    </Group>
  )
}
