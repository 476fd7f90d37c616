import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { Problem } from '../../api/problem'
import { count } from '../../shared/format'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'
import { filled, missing } from './commands'
import type { CampaignCommand, FieldName, Values } from './commands'
import { Field } from './field'
import { Meanwhile } from './meanwhile'
import { useCommand } from './use-command'

const words = texts.commands

interface Props {
  readonly command: CampaignCommand
  readonly document: Campaign
  readonly onClose: () => void
}

/**
 * Asks for what a command needs and gives it. A refusal stands at its field, or above all of them. What somebody else
 * does meanwhile is shown first: nothing is decided about what nobody has looked at.
 */
export function CommandDialog({ command, document, onClose }: Props) {
  const { fields, path, body, bulk, grave } = command
  const { title, about, label } = words[command.name]
  const [values, setValues] = useState<Values>(() => initialOf(command))
  const [empty, setEmpty] = useState<readonly FieldName[]>([])
  const [seen, setSeen] = useState(document)
  const { mutate, error, isPending, reset } = useCommand(onClose)
  const overtaken = !bulk && !isPending && document.revision !== seen.revision
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const wanting = missing(fields, values)
    setEmpty(wanting)
    if (wanting.length > 0) return
    const said = filled(values)
    mutate({
      path: `campaigns/${document.campaign}/${path}`,
      body: body?.(said, document) ?? said,
      ...(bulk ? {} : { revision: seen.revision }),
    })
  }
  const wrong = (name: FieldName) =>
    empty.includes(name) ? words.required : error instanceof Problem && messageFor(error, name)
  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': texts.common.close }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text c="dimmed">{about}</Text>
          {overtaken ? (
            <Meanwhile
              seen={seen}
              now={document}
              onLooked={() => {
                setSeen(document)
                reset()
              }}
            />
          ) : (
            error && (
              <Alert color="red" role="alert">
                {error.message}
              </Alert>
            )
          )}
          {fields.map((field) => (
            <Field
              key={field.name}
              {...{ field, document }}
              value={values[field.name] ?? ''}
              values={values}
              error={wrong(field.name)}
              onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
            />
          ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.common.cancel}
            </Button>
            <Button type="submit" loading={isPending} disabled={overtaken} {...(grave ? { color: 'red' } : {})}>
              {label}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const initialOf = ({ fields }: CampaignCommand): Values =>
  Object.fromEntries(fields.flatMap(({ name, initial }) => (initial === undefined ? [] : [[name, initial]])))

/** What is said of a field, or of one of the many things in it: that one is named by its place. */
function messageFor({ errors }: Problem, name: string): string | undefined {
  const said = errors.find(({ field }) => field === name || field.startsWith(`${name}.`))
  const place = Number(said?.field.slice(name.length + 1) || NaN)
  return Number.isInteger(place) ? `${texts.work.place(count(place + 1))}: ${said?.message}` : said?.message
}
