import { Alert, Button, Group, Stack } from '@mantine/core'
import type { ReactNode, SubmitEvent } from 'react'
import { messageAt } from '../api/problem'
import type { Command } from '../api/client'
import { useCommand } from '../campaign/commands/use-command'
import { Basics } from './basics'
import { Items } from './items'
import { idOf, lists } from './plan-form'
import type { ListName, Item, TextName, Typed } from './plan-form'

interface Props {
  readonly typed: Typed
  readonly onTyped: (typed: Typed) => void
  /** What it does, on its button. */
  readonly label: string
  readonly command: () => Command
  readonly onDone: () => void
  /** What stays as it is. */
  readonly fixed: readonly TextName[]
  readonly isNew?: boolean
  /** What stands between the plan and the button, given what the service says of a field. */
  readonly children?: (wrong: (path: string) => string | undefined) => ReactNode
}

/** A plan, part by part. What the service refuses stands at its field. */
export function PlanForm({ typed, onTyped, label, command, onDone, fixed, isNew = false, children }: Props) {
  const { mutate, error, isPending } = useCommand(onDone)
  const setText = (name: TextName, value: string) => {
    const followsName = isNew && name === 'name' && typed.campaign === (typed.name === '' ? '' : idOf(typed.name))
    onTyped({ ...typed, [name]: value, ...(followsName ? { campaign: value === '' ? '' : idOf(value) } : {}) })
  }
  const setList = (name: ListName, items: readonly Item[]) => onTyped({ ...typed, [name]: items })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    mutate(command())
  }
  const wrong = (path: string) => messageAt(error, path)
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        {error && (
          <Alert color="red" role="alert">
            {error.message}
          </Alert>
        )}
        <div className="wide-parts">
          <Basics {...{ typed, setText, wrong, fixed }} />
          {lists.map((name) => (
            <Items key={name} name={name} items={typed[name]} onItems={(items) => setList(name, items)} wrong={wrong} />
          ))}
          {children?.(wrong)}
        </div>
        <Group justify="flex-end">
          <Button type="submit" size="md" loading={isPending}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
