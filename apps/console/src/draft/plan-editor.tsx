import { Alert, Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { Problem } from '../api/problem'
import { useCommand } from '../campaign/commands/use-command'
import { texts } from '../texts'
import { Basics } from './basics'
import { Items } from './items'
import { idOf, lists, planOf } from './plan-form'
import type { ListName, Item, Plan, TextName, Typed } from './plan-form'

interface Props {
  /** Under which name what is typed is kept in this tab until it is saved. */
  readonly keptAs: string
  readonly initial: Typed
  readonly before?: Plan
  readonly revision?: number
  readonly commandOf: (typed: Typed) => string
  readonly onDone: (campaign: string) => void
  readonly isNew?: boolean
}

/** A plan, part by part. What the service refuses stands at its field. */
export function PlanForm({ keptAs, initial, before, revision, commandOf, onDone, isNew = false }: Props) {
  const [typed, setTyped] = useState<Typed>(() => kept(keptAs) ?? initial)
  const { mutate, error, isPending } = useCommand(() => {
    sessionStorage.removeItem(keptAs)
    onDone(typed.campaign)
  })
  const change = (next: Typed) => {
    sessionStorage.setItem(keptAs, JSON.stringify(next))
    setTyped(next)
  }
  const setText = (name: TextName, value: string) => {
    const followsName = isNew && name === 'name' && typed.campaign === (typed.name === '' ? '' : idOf(typed.name))
    change({ ...typed, [name]: value, ...(followsName ? { campaign: value === '' ? '' : idOf(value) } : {}) })
  }
  const setList = (name: ListName, items: readonly Item[]) => change({ ...typed, [name]: items })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const body = { plan: planOf(typed, before) }
    mutate({ path: commandOf(typed), body, ...(revision === undefined ? {} : { revision }) })
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
        <Basics {...{ typed, setText, wrong, isNew }} />
        {lists.map((name) => (
          <Items key={name} name={name} items={typed[name]} onItems={(items) => setList(name, items)} wrong={wrong} />
        ))}
        <Group justify="flex-end">
          <Button type="submit" size="md" loading={isPending}>
            {texts.draft.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const kept = (name: string): Typed | undefined => {
  const text = sessionStorage.getItem(name)
  return text === null ? undefined : (JSON.parse(text) as Typed)
}

/** What was said about a field: by the form of the request, or because the plan contradicts itself. */
function messageAt(error: Error | null, path: string): string | undefined {
  if (!(error instanceof Problem)) return undefined
  const contradictions = (error.details['problems'] ?? []) as Problem['errors']
  const all = [...error.errors, ...contradictions]
  return all.find(({ field }) => field === path || field.startsWith(`${path}.`))?.message
}
