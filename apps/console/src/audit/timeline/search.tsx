import { Button, Group, Loader, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { count } from '../../shared/format'
import { More } from '../../shared/more'
import { texts } from '../../texts'
import type { useHistory } from './use-history'

const words = texts.timeline

/** Goes on with the next page. Where what is wanted is rare, pages are empty: then by itself, until something is found. */
export function Search({ of: pages }: { readonly of: ReturnType<typeof useHistory> }) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages
  const [isStopped, setStopped] = useState(false)
  const last = pages.data?.pages.at(-1)
  const isSearching = hasNextPage && last?.items.length === 0 && !isStopped && !isFetchNextPageError
  useEffect(() => {
    if (isSearching && !isFetchingNextPage) void fetchNextPage()
  }, [isSearching, isFetchingNextPage, fetchNextPage])
  if (isSearching)
    return (
      <Group justify="space-between" mt="md" role="status">
        <Group gap="xs">
          <Loader size="xs" />
          <Text size="sm">{words.searching(count(Number(last.next)))}</Text>
        </Group>
        <Button size="compact-sm" variant="default" onClick={() => setStopped(true)}>
          {words.stop}
        </Button>
      </Group>
    )
  return <More of={pages} label={isStopped ? words.further : texts.common.more} />
}
