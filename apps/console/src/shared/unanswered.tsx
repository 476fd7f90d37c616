import { Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { texts } from '../texts'

interface Props {
  readonly of: Pick<UseQueryResult, 'data' | 'isError' | 'error' | 'isFetching' | 'refetch'>
  /** What is not known where there is no answer at all, in a sentence. */
  readonly said?: string
}

/**
 * One line where a question failed: that what is shown is an older answer, or what is missing; why, and the way to ask
 * again. Nothing where it did not fail.
 */
export function Unanswered({ of, said = texts.states.older }: Props) {
  const { data, isError, error, isFetching, refetch } = of
  if (!isError) return undefined
  const what = data === undefined ? said : texts.states.older
  return (
    <Group gap="xs" my={4} role="status">
      <Group gap="xs" wrap="nowrap">
        <IconAlertTriangle size={16} color="var(--mantine-color-orange-6)" style={{ flexShrink: 0 }} aria-hidden />
        <Text component="span" size="sm">
          {what} {error?.message}
        </Text>
      </Group>
      <Button
        size="compact-sm"
        variant="default"
        className="no-print"
        aria-label={`${texts.states.again}: ${what}`}
        loading={isFetching}
        onClick={() => void refetch()}
      >
        {texts.states.again}
      </Button>
    </Group>
  )
}
