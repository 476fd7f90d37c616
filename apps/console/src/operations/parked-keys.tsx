import { Accordion, Button, Code, Group, Stack, Text } from '@mantine/core'
import { useMay } from '../api/session'
import { ago, count } from '../shared/format'
import { Side } from '../shared/side'
import { Shown } from '../shared/shown'
import { Empty } from '../shared/states'
import { useUrlState } from '../shared/url-state'
import { texts } from '../texts'
import { useInspected, useParked } from './use-operations'
import type { useOrder } from './use-operations'

const words = texts.operations

interface Props {
  readonly view: string
  readonly order: ReturnType<typeof useOrder>
  readonly onClose: () => void
}

/** Keys that wait because an event could not be folded: why, what is known of the one that is open, and trying again. */
export function ParkedKeys({ view, order, onClose }: Props) {
  const mayOperate = useMay('operate')
  const { get, set } = useUrlState()
  return (
    <Side title={words.parkedOf(view)} onClose={onClose}>
      <Shown of={useParked(view)}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={words.noParked} />
          ) : (
            <Accordion
              variant="separated"
              chevronPosition="left"
              value={get('key') ?? null}
              onChange={(key) => set({ key: key ?? undefined })}
            >
              {items.map(({ key, error, parkedAt, waiting, replayRequested }) => (
                <Accordion.Item key={key} value={key}>
                  <Accordion.Control>
                    <Text fw={600}>{key}</Text>
                    <Text size="sm" c="dimmed">
                      {error} · {ago(parkedAt)} · {words.waits}: {count(waiting)}
                    </Text>
                  </Accordion.Control>
                  <Accordion.Panel>
                    <Inspected view={view} parkedKey={key} />
                    {mayOperate && (
                      <Group justify="flex-end" mt="sm">
                        <Button
                          disabled={replayRequested}
                          onClick={() =>
                            order.mutate({ method: 'POST', path: `${view}/parked/${encodeURIComponent(key)}/replay` })
                          }
                        >
                          {replayRequested ? words.replayed : words.replay}
                        </Button>
                      </Group>
                    )}
                  </Accordion.Panel>
                </Accordion.Item>
              ))}
            </Accordion>
          )
        }
      </Shown>
    </Side>
  )
}

function Inspected({ view, parkedKey }: { readonly view: string; readonly parkedKey: string }) {
  return (
    <Shown of={useInspected(view, parkedKey)}>
      {({ document, event }) => (
        <Stack gap="xs">
          <Text size="sm">{words.event}</Text>
          <Code block tabIndex={0}>
            {JSON.stringify(event, null, 2)}
          </Code>
          <Text size="sm">{words.document}</Text>
          <Code block tabIndex={0}>
            {JSON.stringify(document, null, 2)}
          </Code>
        </Stack>
      )}
    </Shown>
  )
}
