import { Alert, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useMay } from '../../api/session'
import type { Schemas } from '../../api/client'
import { Card } from '../../shared/card'
import { Figure } from '../../shared/figure'
import { ago, count, momentOf } from '../../shared/format'
import { Shown } from '../../shared/shown'
import { Unanswered } from '../../shared/unanswered'
import { Wrong } from '../../shared/wrong'
import { texts } from '../../texts'
import { useCheckpoints, useLog, useSigning } from './use-proof'
import type { Checkpoint } from './use-proof'

const words = texts.audit

/** How far the tree has come, and how much of it is signed. */
export function LogState() {
  const checkpoints = useCheckpoints()
  return (
    <Card title={words.state} aside={<SignNow />}>
      <Shown of={useLog()} lines={4}>
        {(log) => <State log={log} latest={checkpoints.data?.pages[0]?.items[0]} />}
      </Shown>
      <Unanswered of={checkpoints} said={words.latestUnknown} />
    </Card>
  )
}

interface StateProps {
  readonly log: Schemas['LogStatus']
  readonly latest: Checkpoint | undefined
}

function State({ log: { origin, size, behind, signed }, latest }: StateProps) {
  const open = size - signed + behind
  return (
    <Stack gap="md">
      <Alert color={open === 0 ? 'teal' : 'blue'} role="status">
        {open === 0 ? words.allSigned(count(signed)) : words.notSigned(count(open))}
      </Alert>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="lg">
        <Figure label={words.leaves} value={count(size)} about={words.leavesAbout} />
        <Figure label={words.signed} value={count(signed)} about={words.signedAbout} />
        <Figure label={words.behind} value={count(behind)} about={words.behindAbout} />
        {latest && <Figure label={words.latest} value={ago(latest.issuedAt)} about={momentOf(latest.issuedAt)} />}
      </SimpleGrid>
      <Text size="sm" className="anywhere">
        <Text span inherit c="dimmed">
          {words.log}:{' '}
        </Text>
        {origin}
        {latest && (
          <>
            <br />
            <Text span inherit c="dimmed">
              {words.root}:{' '}
            </Text>
            {latest.root}
          </>
        )}
      </Text>
    </Stack>
  )
}

function SignNow() {
  const { mutate, isPending, error } = useSigning()
  if (!useMay('operate')) return undefined
  return (
    <Group gap="sm">
      <Wrong error={error} />
      <Button size="compact-sm" variant="default" loading={isPending} onClick={() => mutate()}>
        {words.signNow}
      </Button>
    </Group>
  )
}
