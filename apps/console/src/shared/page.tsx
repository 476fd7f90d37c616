import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { texts } from '../texts'

interface Props {
  readonly title: string
  readonly about?: ReactNode
  /** Uses all of a large screen: its parts stand beside each other. */
  readonly wide?: boolean
  readonly before?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A screen: its one heading, what can be done with the whole of it, and what it holds. */
export function Page({ title, about, wide = false, before, actions, children }: Props) {
  useDocumentTitle(`${title} · ${texts.product}`)
  return (
    <Stack gap="lg" maw={wide ? 3600 : 1800} mx="auto">
      <Group justify="space-between" align="flex-end" gap="md">
        <Box miw={0}>
          {before}
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {about !== undefined && (
            <Text c="dimmed" component="div">
              {about}
            </Text>
          )}
        </Box>
        {actions !== undefined && (
          <Group gap="xs" className="no-print">
            {actions}
          </Group>
        )}
      </Group>
      {children}
    </Stack>
  )
}
