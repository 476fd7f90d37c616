import { Accordion, Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconBinaryTree } from '@tabler/icons-react'
import { EventLink, eventName } from '../../shared/evidence'
import { dayOf, momentOf } from '../../shared/format'
import { told } from '../../shared/told'
import { texts } from '../../texts'
import type { Item } from './use-history'

const words = texts.timeline

interface Props {
  readonly item: Item
  readonly onCauses: () => void
}

/** One event of a timeline: a sentence, and below it all that the log says of it. */
export function Recorded({ item, onCauses }: Props) {
  const { id, position, type, who, recordedAt, data } = item
  const said = told(item.words)
  return (
    <Accordion.Item value={id}>
      <Accordion.Control>
        <div className="told-line">
          <Text fw={550} className="anywhere">
            {said}
          </Text>
          <Text size="sm" c="dimmed" className="figures">
            {eventName(type)} · {who} · <time dateTime={recordedAt}>{momentOf(recordedAt)}</time> · #{position}
            <Happened item={item} />
          </Text>
        </div>
      </Accordion.Control>
      <Accordion.Panel>
        <div className="told-whole">
          <Stack gap="xs">
            <About item={item} />
            <Group gap="sm">
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconBinaryTree size={15} />}
                aria-label={`${words.why}: ${said}`}
                onClick={onCauses}
              >
                {words.why}
              </Button>
              <Text size="sm">
                {texts.audit.prove}: <EventLink position={position} />
              </Text>
            </Group>
          </Stack>
          <Code block aria-label={texts.history.data} tabIndex={0} className="wrapped">
            {JSON.stringify(data, null, 2)}
          </Code>
        </div>
      </Accordion.Panel>
    </Accordion.Item>
  )
}

/** The order is that of the recording; what is told of long ago says so. */
function Happened({ item: { occurredAt, recordedAt } }: { readonly item: Item }) {
  const [happened, recorded] = [momentOf(occurredAt), momentOf(recordedAt)]
  return happened === recorded ? undefined : (
    <>
      {' '}
      · {words.happened} <time dateTime={occurredAt}>{happened}</time>
    </>
  )
}

/** Why, on whose approval, from what: whatever of it there is. */
function About({ item: { reason, approval, cause, source, occurredAt, recordedAt, stream } }: { readonly item: Item }) {
  const lines: readonly (readonly [string, string | undefined])[] = [
    [words.reason, reason === undefined ? undefined : `“${reason}”`],
    [words.approval, approval && words.approvalOf(approval.by, dayOf(approval.at.slice(0, 10)), approval.planVersion)],
    [words.cause, cause && `${told(cause.words)} (#${cause.position})`],
    [words.source, source],
    [texts.history.occurred, momentOf(occurredAt)],
    [texts.history.recorded, momentOf(recordedAt)],
    [words.stream, stream],
  ]
  return (
    <div>
      {lines.map(([name, said]) =>
        said === undefined ? undefined : (
          <Text key={name} size="sm" className="anywhere">
            <Text span inherit c="dimmed">
              {name}:{' '}
            </Text>
            {said}
          </Text>
        ),
      )}
    </div>
  )
}
