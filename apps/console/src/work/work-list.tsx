import { More } from '../shared/more'
import { Empty, Failed, Loading } from '../shared/states'
import { texts } from '../texts'
import { useWork } from './use-work'
import type { Wanted } from './use-work'
import { WorkTable } from './work-table'

const words = texts.work

/** All bulk requests of a kind, newest first. */
export function WorkList({ wanted }: { readonly wanted: Wanted }) {
  const pages = useWork(wanted)
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      {pages.isError && <Failed error={pages.error} again={pages.refetch} />}
      {pages.isPending && <Loading lines={3} />}
      {pages.data &&
        items.length === 0 &&
        (wanted.phase === undefined ? (
          <Empty title={words.none} about={words.noneAbout} />
        ) : (
          <Empty title={words.noneSuch} />
        ))}
      {items.length > 0 && <WorkTable caption={words.title} items={items} />}
      <More of={pages} />
    </>
  )
}
