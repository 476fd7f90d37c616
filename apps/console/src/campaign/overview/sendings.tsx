import { momentInAddress } from '../../api/moment'
import { Card } from '../../shared/card'
import { More } from '../../shared/more'
import { Failed } from '../../shared/states'
import { texts } from '../../texts'
import { useWork } from '../../work/use-work'
import { WorkTable } from '../../work/work-table'

/** What was sent in bulk for a campaign. How far that has come is known of the present alone. */
export const Sendings = ({ campaign }: { readonly campaign: string }) =>
  momentInAddress() === undefined && <Listed campaign={campaign} />

function Listed({ campaign }: { readonly campaign: string }) {
  const pages = useWork({ campaign })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0 && !pages.isError) return undefined
  return (
    <Card title={texts.work.sendings}>
      {pages.isError && <Failed error={pages.error} again={pages.refetch} />}
      {items.length > 0 && <WorkTable caption={texts.work.sendings} items={items} within={campaign} />}
      <More of={pages} />
    </Card>
  )
}
