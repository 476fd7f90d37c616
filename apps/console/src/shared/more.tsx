import { Button } from '@mantine/core'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { texts } from '../texts'

interface Props {
  readonly of: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>
  readonly label?: string
}

/** Goes on with the next page, while there is one. */
export const More = ({ of, label = texts.common.more }: Props) =>
  of.hasNextPage && (
    <Button variant="light" fullWidth mt="md" loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
      {label}
    </Button>
  )
