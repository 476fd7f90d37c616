import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  readonly label: string
  readonly value: ReactNode
  readonly about?: string
}

/** One number that matters, with its name. */
export const Figure = ({ label, value, about }: Props) => (
  <Stack gap={0} miw={0}>
    <Text size="sm" c="dimmed">
      {label}
    </Text>
    <Text
      fz="clamp(1.05rem, 5vw, 1.5rem)"
      fw={650}
      lh={1.25}
      className="figures"
      component="div"
      style={{ overflowWrap: 'anywhere' }}
    >
      {value}
    </Text>
    {about !== undefined && (
      <Text size="xs" c="dimmed">
        {about}
      </Text>
    )}
  </Stack>
)
