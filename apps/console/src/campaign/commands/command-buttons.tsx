import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { texts } from '../../texts'

interface Labelled {
  readonly name: string
  readonly label: string
  readonly grave?: true
}

interface Props<Command extends Labelled> {
  /** Those that can be given now. */
  readonly commands: readonly Command[]
  /** What asks for the rest; it is told how to close. */
  readonly children: (open: Command, close: () => void) => ReactNode
}

/** A small button for each command that can be given; what was asked for stays open whatever happens beside. */
export function CommandButtons<Command extends Labelled>({ commands, children }: Props<Command>) {
  const [open, setOpen] = useState<Command>()
  return (
    <>
      {commands.length > 0 && (
        <Group gap="xs" className="no-print" role="group" aria-label={texts.commands.possible}>
          {commands.map((one) => (
            <Button
              key={one.name}
              size="xs"
              variant="default"
              {...(one.grave ? { c: 'var(--mantine-color-error)' } : {})}
              onClick={() => setOpen(one)}
            >
              {one.label}
            </Button>
          ))}
        </Group>
      )}
      {open && children(open, () => setOpen(undefined))}
    </>
  )
}
