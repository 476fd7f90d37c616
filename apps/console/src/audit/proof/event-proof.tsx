import { Button, Code, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconDownload } from '@tabler/icons-react'
import type { SubmitEvent } from 'react'
import { save } from '../../api/download'
import { Card } from '../../shared/card'
import { eventName } from '../../shared/evidence'
import { count } from '../../shared/format'
import { Shown } from '../../shared/shown'
import { useUrlState } from '../../shared/url-state'
import { texts } from '../../texts'
import { steps } from './check/check'
import type { Checked } from './check/check'
import { useProof } from './use-proof'
import type { Proof } from './use-proof'

const words = texts.audit

/** That one event is in the log, unaltered; the address says which. */
export function EventProof() {
  const { get, set } = useUrlState()
  const event = get('event')
  const proof = useProof(event)
  const submit = (submitted: SubmitEvent<HTMLFormElement>) => {
    submitted.preventDefault()
    set({ event: String(new FormData(submitted.currentTarget).get('event')).trim() })
  }
  return (
    <Card title={words.proof}>
      <Stack gap="md">
        <Text c="dimmed">{words.proofAbout}</Text>
        <form onSubmit={submit}>
          <Group align="flex-end" gap="sm">
            <TextInput
              key={event}
              name="event"
              label={words.which}
              defaultValue={event ?? ''}
              required
              flex="1 1 240px"
              maw={460}
            />
            <Button type="submit">{words.show}</Button>
          </Group>
        </form>
        {event !== undefined && <Shown of={proof}>{(known) => <Known proof={known} />}</Shown>}
      </Stack>
    </Card>
  )
}

function Known({ proof: { answer, checked } }: { readonly proof: Proof }) {
  const { event, position, leaf, proof, checkpoint } = answer
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text fw={600}>
          {eventName(event.type)} · {event.stream} · #{count(position)}
        </Text>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() =>
            save(new Blob([JSON.stringify(answer, null, 2)], { type: 'application/json' }), `proof-${position}.json`)
          }
        >
          {words.downloadProof}
        </Button>
      </Group>
      {checked ? <Checks checked={checked} /> : <Text>{words.cannotCheck}</Text>}
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Block title={words.event} text={JSON.stringify(event, null, 2)} />
        <Stack>
          <Block title={words.path(count(leaf), proof.length)} text={[answer.leafHash, ...proof].join('\n')} />
          <Block title={words.checkpoint} text={checkpoint} />
        </Stack>
      </SimpleGrid>
    </Stack>
  )
}

/** What this browser has computed by itself. */
const Checks = ({ checked }: { readonly checked: Checked }) => (
  <Stack gap={6} role="status" aria-label={words.checkedHere}>
    {steps.map((step) => (
      <Group key={step} gap="xs" wrap="nowrap" align="flex-start">
        {checked[step] ? (
          <IconCircleCheck size={22} color="var(--good)" style={{ flexShrink: 0 }} aria-hidden />
        ) : (
          <IconCircleX size={22} color="var(--mantine-color-error)" style={{ flexShrink: 0 }} aria-hidden />
        )}
        <Text fw={checked[step] ? 400 : 650}>{checked[step] ? words.holds[step] : words.fails[step]}</Text>
      </Group>
    ))}
  </Stack>
)

const Block = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <div>
    <Text size="sm" c="dimmed" mb={4}>
      {title}
    </Text>
    <Code block tabIndex={0} aria-label={title} className="wrapped">
      {text}
    </Code>
  </div>
)
