import { Box, Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  readonly title?: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A part of a screen, with its heading. */
export function Card({ title, aside, children }: Props) {
  return (
    <Box
      component="section"
      className="card"
      p={{ base: 'md', sm: 'lg' }}
      miw={0}
      {...(title ? { 'aria-label': title } : {})}
    >
      {title !== undefined && (
        <Group justify="space-between" mb="sm" gap="xs">
          <Title order={2}>{title}</Title>
          {aside}
        </Group>
      )}
      {children}
    </Box>
  )
}
