import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode, SubmitEvent } from 'react'
import type { Command } from '../../api/client'
import { Problem } from '../../api/problem'
import { Dialog } from '../../shared/dialog'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'
import { filled, missing } from './commands'
import type { CommandField, FieldName, Values } from './commands'
import { Field } from './field'
import { refusalOf } from './refusal-of'
import type { useCommand } from './use-command'

const words = texts.commands

interface Props {
  readonly said: {
    readonly title: string
    readonly about: string
    readonly label: string
    /** What the way out says where “Cancel” could be taken for the deed itself. */
    readonly keep?: string
  }
  readonly fields: readonly CommandField[]
  readonly document?: Campaign
  /** From what the fields say, without those that were left empty. */
  readonly commandOf: (said: Values) => Command
  readonly given: Pick<ReturnType<typeof useCommand<unknown>>, 'mutate' | 'error' | 'isPending' | 'variables'>
  readonly grave?: true | undefined
  /** What must be looked at before anything can be given; in place of the refusal. */
  readonly first?: ReactNode
  readonly onClose: () => void
  /** At which field a refusal stands that is about one, by its code. */
  readonly refusedAt?: Readonly<Record<string, FieldName>> | undefined
  /** What is asked for before the fields. */
  readonly children?: ReactNode
}

/** Asks for what a command needs and gives it. A refusal stands at its field, or above all of them. */
export function CommandForm(props: Props) {
  const { said, fields, document, commandOf, given, grave, first, onClose, refusedAt = {}, children } = props
  const [values, setValues] = useState<Values>(() => initialOf(fields))
  const [empty, setEmpty] = useState<readonly FieldName[]>([])
  const { mutate, error, isPending, variables } = given
  const isTyped = fields.some(({ name, initial = '' }) => (values[name] ?? '') !== initial)
  const shown = fields.filter(({ asked }) => asked?.(values) ?? true)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const wanting = missing(shown, values)
    setEmpty(wanting)
    if (wanting.length === 0) mutate(commandOf(filled(values)))
  }
  const wrong = ({ name, sentAs = name }: CommandField) =>
    empty.includes(name)
      ? words.required
      : error instanceof Problem &&
        (refusedAt[error.code] === name ? error.message : refusalOf(error, sentAs, variables?.body))
  return (
    <Dialog title={said.title} isTyped={isTyped} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text c="dimmed">{said.about}</Text>
          {first ??
            (error && (
              <Alert color="red" role="alert">
                {error.message}
              </Alert>
            ))}
          {children}
          {shown.map((field) => (
            <Field
              key={field.name}
              {...{ field, document }}
              value={values[field.name] ?? ''}
              values={values}
              error={wrong(field)}
              onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
            />
          ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {said.keep ?? texts.common.cancel}
            </Button>
            <Button
              type="submit"
              loading={isPending}
              disabled={first !== undefined}
              {...(grave ? { color: 'red' } : {})}
            >
              {said.label}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

const initialOf = (fields: readonly CommandField[]): Values =>
  Object.fromEntries(fields.flatMap(({ name, initial }) => (initial === undefined ? [] : [[name, initial]])))
