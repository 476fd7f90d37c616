import { Button, Group, Text } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { imports } from '../../texts/imports'

const words = imports.mapping

interface Props {
  /** How many things are still to be said. */
  readonly open: number
  readonly isBusy: boolean
  readonly isStarting: boolean
}

/** Begins the dry run with what was said. */
export const StartBar = ({ open, isBusy, isStarting }: Props) => (
  <Group justify="flex-end" gap="sm">
    <Text size="sm" c="dimmed" role="status">
      {isBusy ? words.startAnother : open > 0 ? words.open(open) : words.startAbout}
    </Text>
    <Button type="submit" size="md" loading={isStarting} disabled={isBusy} leftSection={<IconPlayerPlay size={18} />}>
      {words.start}
    </Button>
  </Group>
)
