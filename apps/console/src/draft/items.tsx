import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { Card } from '../shared/card'
import { texts } from '../texts'
import { channels, emptyItem, indicators } from './plan-form'
import type { Item, ListName } from './plan-form'

const words = texts.draft

interface Field {
  readonly name: string
  readonly label: string
  readonly type?: 'date' | 'number' | 'text'
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}

const fields: Readonly<Record<ListName, readonly Field[]>> = {
  targetGroups: [
    { name: 'name', label: words.itemName },
    { name: 'channel', label: texts.campaign.channel, choices: channels.map((value) => ({ value, label: value })) },
  ],
  budget: [
    { name: 'name', label: words.itemName },
    { name: 'amount', label: texts.commands.fields.amount, type: 'number' },
  ],
  targets: [
    {
      name: 'indicator',
      label: texts.campaign.indicator,
      choices: indicators.map((value) => ({ value, label: texts.campaign.indicators[value] })),
    },
    { name: 'value', label: words.value, type: 'number' },
  ],
  milestones: [
    { name: 'name', label: words.itemName },
    { name: 'due', label: texts.campaign.due, type: 'date' },
    { name: 'owner', label: words.owner },
  ],
}

const titles = {
  targetGroups: { title: texts.campaign.groups, add: words.addGroup },
  budget: { title: texts.campaign.budget, add: words.addLine },
  targets: { title: texts.campaign.targets, add: words.addTarget },
  milestones: { title: texts.campaign.milestones, add: words.addMilestone },
} as const

interface Props {
  readonly name: ListName
  readonly items: readonly Item[]
  readonly onItems: (items: readonly Item[]) => void
  readonly wrong: (path: string) => string | undefined
}

/** A list of the plan: groups, budget lines, targets or milestones. */
export function Items({ name, items, onItems, wrong }: Props) {
  const { title, add } = titles[name]
  const set = (at: number, field: string, value: string) =>
    onItems(items.map((item, index) => (index === at ? { ...item, [field]: value } : item)))
  return (
    <Card title={title}>
      <Stack gap="sm">
        {wrong(`plan.${name}`) !== undefined && <Text c="var(--mantine-color-error)">{wrong(`plan.${name}`)}</Text>}
        {items.map((item, at) => (
          <Group key={at} align="flex-end" gap="xs">
            {fields[name].map((field) => (
              <ItemField
                key={field.name}
                field={field}
                value={item[field.name] ?? ''}
                error={wrong(`plan.${name}.${at}.${field.name}`)}
                onChange={(value) => set(at, field.name, value)}
              />
            ))}
            <ActionIcon
              variant="default"
              size={36}
              aria-label={words.remove(item['name'] || title)}
              onClick={() => onItems(items.filter((_, index) => index !== at))}
            >
              <IconTrash size={18} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="light"
          leftSection={<IconPlus size={16} />}
          onClick={() => onItems([...items, emptyItem[name]])}
          style={{ alignSelf: 'flex-start' }}
        >
          {add}
        </Button>
      </Stack>
    </Card>
  )
}

interface ItemFieldProps {
  readonly field: Field
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

function ItemField({ field: { label, type = 'text', choices }, value, error, onChange }: ItemFieldProps) {
  const shared = { label, value, error, flex: '1 1 150px' }
  if (choices)
    return <NativeSelect {...shared} data={[...choices]} onChange={(event) => onChange(event.currentTarget.value)} />
  const step = type === 'number' ? { step: 'any', min: 0 } : {}
  return (
    <TextInput {...shared} {...step} type={type} required onChange={(event) => onChange(event.currentTarget.value)} />
  )
}
