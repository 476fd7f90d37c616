import { NativeSelect } from '@mantine/core'
import { useCampaigns } from '../use-campaigns'
import { texts } from '../../texts'
import type { Campaign } from '../use-campaign'

const words = texts.funnel

interface Props {
  readonly document: Campaign
  readonly chosen: string | undefined
  readonly onChoose: (campaign: string) => void
}

/** Another campaign of the same kind, whose rates this one is compared with; those that are over come first. */
export function ReferenceChoice({ document: { campaign, plan }, chosen, onChoose }: Props) {
  const { data } = useCampaigns()
  const alike = data?.items.filter((one) => one.campaign !== campaign && one.kind === plan.kind && one.begunAt) ?? []
  const isOver = ({ phase }: (typeof alike)[number]) => phase === 'held' || phase === 'evaluated'
  const ordered = [...alike.filter(isOver), ...alike.filter((one) => !isOver(one))]
  if (ordered.length === 0 && chosen === undefined) return undefined
  const isListed = chosen === undefined || ordered.some((one) => one.campaign === chosen)
  return (
    <NativeSelect
      aria-label={words.reference}
      className="no-print"
      data={[
        { value: '', label: words.noReference },
        ...(isListed ? [] : [{ value: chosen, label: words.comparedWith(chosen) }]),
        ...ordered.map(({ campaign: value, name }) => ({ value, label: words.comparedWith(name) })),
      ]}
      value={chosen ?? ''}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    />
  )
}
