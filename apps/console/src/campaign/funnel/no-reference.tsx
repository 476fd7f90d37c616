import { Alert, Button, Group, Text } from '@mantine/core'
import { texts } from '../../texts'

const words = texts.funnel

interface Props {
  readonly error: Error
  readonly again: () => unknown
  readonly onLeave: () => void
}

/** Why the reference that the address names cannot be shown, and the way back. */
export const NoReference = ({ error, again, onLeave }: Props) => (
  <Alert color="orange" title={words.noSuchReference} role="alert">
    <Text mb="sm">{error.message}</Text>
    <Group gap="xs">
      <Button variant="default" onClick={onLeave}>
        {words.noReference}
      </Button>
      <Button variant="subtle" onClick={() => void again()}>
        {texts.states.again}
      </Button>
    </Group>
  </Alert>
)
