import { Button, Group, NativeSelect, SimpleGrid, Text } from '@mantine/core'
import { Card } from '../../shared/card'
import { localOf, momentAt } from '../../shared/moments'
import { texts } from '../../texts'
import { Left } from '../timeline/left'
import { subjectKinds } from '../timeline/subject'
import { SubjectFields } from '../timeline/subject-fields'
import { bys } from './asked'
import type { By } from './asked'

const words = texts.differences
const DAY_MS = 86_400_000
const since = { day: 1, week: 7, month: 30 } as const

interface Props {
  readonly by: By
  readonly get: (name: string) => string | undefined
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void
}

/** Of what, and between which two moments; each stands in the address. */
export function Controls({ by, get, set }: Props) {
  const end = (name: 'from' | 'to') => (
    <Left
      label={words[name]}
      {...(by === 'position'
        ? { inputMode: 'numeric' as const, value: get(name) ?? '' }
        : { type: 'datetime-local' as const, value: localOf(get(name)) })}
      onLeft={(value) => set({ [name]: by === 'position' ? value : momentAt(value) })}
    />
  )
  return (
    <Card>
      <SimpleGrid type="container" cols={{ base: 1, '480px': 2, '1100px': 5 }} spacing="sm">
        <SubjectFields
          subject={get('subject') ?? 'campaign/'}
          kinds={subjectKinds.filter((kind) => kind !== 'log')}
          onSubject={(subject) => set({ subject })}
        />
        <NativeSelect
          label={words.by}
          data={bys.map((value) => ({ value, label: words.bys[value] }))}
          value={by}
          onChange={({ currentTarget: { value } }) =>
            set({
              by: value === 'known' ? undefined : value,
              ...((value === 'position') === (by === 'position') ? {} : { from: undefined, to: undefined }),
            })
          }
        />
        {end('from')}
        {end('to')}
      </SimpleGrid>
      <Text size="sm" c="dimmed" mt="sm">
        {words.about[by]} {words.toAbout}
      </Text>
      {by !== 'position' && (
        <Group gap="xs" mt="md" className="no-print">
          {(['day', 'week', 'month'] as const).map((span) => (
            <Button
              key={span}
              size="compact-sm"
              variant="default"
              onClick={() => set({ from: new Date(Date.now() - since[span] * DAY_MS).toISOString(), to: undefined })}
            >
              {words.since[span]}
            </Button>
          ))}
        </Group>
      )}
    </Card>
  )
}
