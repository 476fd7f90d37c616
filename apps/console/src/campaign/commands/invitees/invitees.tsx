import { Alert, Button, FileButton, Group, Input, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { count } from '../../../shared/format'
import { texts } from '../../../texts'
import { customersIn } from './customers-in'
import { peopleOf, whoms } from './whom'
import type { Whom } from './whom'

const words = texts.invitees

/** What a request may weigh; a list that is longer does not fit into one wave. */
const LARGEST_BYTES = 60 * 1_048_576
/** A longer text is not shown for typing: no field of a browser is quick with it. */
const TYPED = 60_000

interface Props {
  readonly campaign: string
  readonly group: string | undefined
  readonly value: string
  readonly error: string | false | undefined
  readonly onChange: (value: string) => void
}

/** Whom a wave goes to: a list that is typed, pasted or dropped, or those of the target group who are still to be asked. */
export function Invitees({ campaign, group, value, error, onChange }: Props) {
  const [whom, setWhom] = useState<Whom>('list')
  const found = useMemo(() => customersIn(value), [value])
  const summed = value !== '' && (whom !== 'list' || value.length > TYPED)
  return (
    <Stack gap="xs">
      <NativeSelect
        label={words.whom}
        data={whoms.map((one) => ({ value: one, label: words.from[one] }))}
        value={whom}
        onChange={({ currentTarget }) => {
          setWhom(currentTarget.value as Whom)
          onChange('')
        }}
      />
      {summed ? (
        <Group justify="space-between" wrap="nowrap">
          <Text className="anywhere">{words.firstToLast(found.ids[0] ?? '', found.ids.at(-1) ?? '')}</Text>
          <Button variant="default" size="compact-sm" onClick={() => onChange('')}>
            {words.clear}
          </Button>
        </Group>
      ) : whom === 'list' ? (
        <List value={value} error={error} onChange={onChange} />
      ) : (
        <OfGroup key={whom} {...{ campaign, group, whom, error }} onFound={(ids) => onChange(ids.join('\n'))} />
      )}
      {found.ids.length > 0 && (
        <Text size="sm" role="status" className="figures" fw={600}>
          {words.counted(found.ids.length, count(found.ids.length))}
          {found.twice > 0 && ` · ${words.twice(count(found.twice))}`}
        </Text>
      )}
      {summed && error && <Input.Error>{error}</Input.Error>}
    </Stack>
  )
}

type ListProps = Pick<Props, 'value' | 'error' | 'onChange'>

function List({ value, error, onChange }: ListProps) {
  const [wrong, setWrong] = useState<string>()
  const read = async (file: File | null | undefined) => {
    if (!file) return
    if (file.size > LARGEST_BYTES) return setWrong(words.tooLarge)
    const text = await file.text()
    setWrong(text.includes('\0') ? words.unreadable : undefined)
    if (!text.includes('\0')) onChange(text)
  }
  return (
    <>
      <Textarea
        label={words.list}
        description={words.listAbout}
        name="customers"
        required
        autosize
        minRows={3}
        maxRows={10}
        value={value}
        error={wrong ?? error}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          const [file] = event.dataTransfer.files
          if (!file) return
          event.preventDefault()
          void read(file)
        }}
      />
      <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={(file) => void read(file)}>
        {(props) => (
          <Button {...props} variant="default" size="compact-sm" style={{ alignSelf: 'flex-start' }}>
            {words.choose}
          </Button>
        )}
      </FileButton>
    </>
  )
}

interface OfGroupProps extends Pick<Props, 'campaign' | 'group' | 'error'> {
  readonly whom: Whom
  readonly onFound: (ids: readonly string[]) => void
}

function OfGroup({ campaign, group, whom, error, onFound }: OfGroupProps) {
  const {
    mutate,
    isPending,
    data,
    error: failed,
  } = useMutation({
    mutationFn: (of: string) => peopleOf(campaign, of, whom),
    onSuccess: onFound,
  })
  if (!group) return <Text c="dimmed">{words.groupFirst}</Text>
  return (
    <Input.Wrapper error={error}>
      <Button variant="default" loading={isPending} onClick={() => mutate(group)}>
        {words.take}
      </Button>
      {data?.length === 0 && (
        <Text role="status" mt="xs">
          {words.nobody}
        </Text>
      )}
      {failed && (
        <Alert color="red" role="alert" mt="xs">
          {failed.message}
        </Alert>
      )}
    </Input.Wrapper>
  )
}
