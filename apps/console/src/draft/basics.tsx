import { SimpleGrid, TextInput } from '@mantine/core'
import { Card } from '../shared/card'
import { texts } from '../texts'
import type { TextName, Typed } from './plan-form'

const words = texts.draft

/** Fields of the form → where the service says what is wrong with them. */
const paths: Readonly<Record<TextName, string>> = {
  campaign: 'campaign',
  name: 'plan.name',
  kind: 'plan.kind',
  purposes: 'plan.purposes',
  owner: 'plan.owner',
  currency: 'plan.currency',
  from: 'plan.period.from',
  to: 'plan.period.to',
  zone: 'plan.period.zone',
  place: 'plan.place',
}

interface Props {
  readonly typed: Typed
  readonly setText: (name: TextName, value: string) => void
  readonly wrong: (path: string) => string | undefined
  /** What stays as it is. */
  readonly fixed: readonly TextName[]
}

/** What it is, when, and who answers for it. */
export function Basics({ typed, setText, wrong, fixed }: Props) {
  const field = (name: TextName, more: { type?: string; description?: string; optional?: true } = {}) => {
    const { optional, ...rest } = more
    return (
      <TextInput
        {...rest}
        label={words[name]}
        name={name}
        value={typed[name]}
        error={wrong(paths[name])}
        required={!optional}
        disabled={fixed.includes(name)}
        onChange={(event) => setText(name, event.currentTarget.value)}
      />
    )
  }
  return (
    <Card title={words.basics}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: 'end' }}>
        {field('name')}
        {field('campaign', { description: words.idAbout })}
        {field('kind', { description: words.kindAbout })}
        {field('purposes', { description: words.purposesAbout, optional: true })}
        {field('from', { type: 'date' })}
        {field('to', { type: 'date' })}
        {field('zone')}
        {field('place', { optional: true })}
        {field('owner')}
        {field('currency')}
      </SimpleGrid>
    </Card>
  )
}
