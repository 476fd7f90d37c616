import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconScan } from '@tabler/icons-react'
import { useRef } from 'react'
import type { SubmitEvent } from 'react'
import { Card } from '../../shared/card'
import { texts } from '../../texts'
import type { Scan } from './scans'
import { useScanner } from './use-scanner'
import { useScans } from './use-scans'

const words = texts.desk

/** The door: an id and Enter, by hand or by a scanner. Large enough for a thumb, ready for the next one at once. */
export function CheckIn({ campaign }: { readonly campaign: string }) {
  const { scans, scan, undo } = useScans(campaign)
  const field = useRef<HTMLInputElement>(null)
  const isReady = useScanner(field)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const customer = field.current!.value.trim()
    field.current!.value = ''
    field.current!.focus()
    if (customer !== '') scan(customer)
  }
  return (
    <Card title={words.checkIn}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            ref={field}
            size="xl"
            label={words.scan}
            description={isReady ? words.ready : words.notReady}
            leftSection={<IconScan size={24} {...(isReady ? { color: 'var(--good)' } : {})} />}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="go"
          />
          <Button type="submit" size="xl" fullWidth>
            {words.checkIn}
          </Button>
        </Stack>
      </form>
      {scans.some(({ state }) => state === 'here') && (
        <Text size="sm" c="dimmed" mt="md">
          {words.undoAbout(words.undoReason)}
        </Text>
      )}
      <Stack gap="xs" mt="md" aria-live="polite">
        {scans.map((one) => (
          <Outcome key={one.id} scan={one} onUndo={() => void undo(one, words.undoReason)} />
        ))}
      </Stack>
    </Card>
  )
}

const colors = {
  sending: 'gray',
  waiting: 'orange',
  here: 'teal',
  already: 'blue',
  undone: 'gray',
  refused: 'red',
} as const

function Outcome({ scan: { customer, state, why }, onUndo }: { readonly scan: Scan; readonly onUndo: () => void }) {
  const said = {
    sending: `${customer} …`,
    waiting: `${customer}: ${words.waitingForNetwork}`,
    here: words.here(customer),
    already: words.already(customer),
    undone: words.undone(customer, words.undoReason),
    refused: customer,
  }[state]
  return (
    <Alert color={colors[state]} p="sm">
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Text fw={650} style={{ overflowWrap: 'anywhere' }}>
            {said}
          </Text>
          {why !== undefined && <Text size="sm">{why}</Text>}
        </div>
        {state === 'here' && (
          <Button variant="default" onClick={onUndo} style={{ flexShrink: 0 }}>
            {words.undo}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
