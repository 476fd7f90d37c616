import { Title } from '@mantine/core'
import { useState } from 'react'
import type { Command } from '../../api/client'
import { newKey } from '../../api/new-key'
import { momentAt } from '../../shared/moments'
import { texts } from '../../texts'
import { CommandForm } from '../commands/command-form'
import type { Values } from '../commands/commands'
import { Overtaken } from '../commands/overtaken'
import { useCommand } from '../commands/use-command'
import type { Participant } from '../people/use-participants'
import type { Campaign } from '../use-campaign'
import { Facts } from './facts'
import { bodyOf, pathOf } from './person-commands'
import type { PersonCommand } from './person-commands'
import { useLastScan } from './use-last-scan'

interface Props {
  readonly command: PersonCommand
  readonly document: Campaign
  readonly customer: string
  readonly person: Participant | undefined
  readonly onClose: () => void
}

/** Gives a command about one person. What somebody else does about them meanwhile is shown first. */
export const PersonDialog = (props: Props) =>
  props.command.name === 'undoCheckIn' ? <OfLastScan {...props} /> : <Dialog {...props} />

/** What is taken back is the last scan, which nobody has to look up. */
function OfLastScan(props: Props) {
  const { command, document, customer } = props
  const initial = useLastScan(document.campaign, customer)
  if (initial === undefined) return <Dialog {...props} />
  const fields = command.fields.map((field) => (field.name === 'scan' ? { ...field, initial } : field))
  return <Dialog {...props} command={{ ...command, fields }} />
}

function Dialog({ command, document, customer, person, onClose }: Props) {
  const { name, fields, grave } = command
  const said = texts.person.commands[name]
  const given = useCommand(onClose)
  const [seen, setSeen] = useState(person)
  const [newScan] = useState(newKey)
  const overtaken = !given.isPending && person?.changedAt !== seen?.changedAt
  const looked = () => {
    setSeen(person)
    given.reset()
  }
  return (
    <CommandForm
      said={{ ...said, title: `${said.label}: ${customer}` }}
      {...{ fields, document, given, grave, onClose }}
      first={
        overtaken ? (
          <Overtaken onLooked={looked}>
            <Version title={texts.conflict.before} person={seen} document={document} />
            <Version title={texts.conflict.now} person={person} document={document} />
          </Overtaken>
        ) : undefined
      }
      commandOf={(values) => ({
        path: pathOf(command, document.campaign, customer),
        body: bodyOf(command, customer, values, newScan),
        ...happenedAt(values),
      })}
    />
  )
}

/** When it happened, where that is said. */
function happenedAt({ happenedAt: typed = '' }: Values): Pick<Command, 'occurredAt'> {
  const occurredAt = momentAt(typed)
  return occurredAt === undefined ? {} : { occurredAt }
}

interface VersionProps {
  readonly title: string
  readonly person: Participant | undefined
  readonly document: Campaign
}

/** A person as they were looked at, or as somebody else has left them. */
const Version = ({ title, person, document }: VersionProps) => (
  <section aria-label={title}>
    <Title order={3} size="sm">
      {title}
    </Title>
    {person ? <Facts {...{ person, document }} /> : texts.person.unknown}
  </section>
)
