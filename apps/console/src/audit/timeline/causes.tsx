import { Stack, Text, Title } from '@mantine/core'
import { EventLink } from '../../shared/evidence'
import { momentOf } from '../../shared/format'
import { More } from '../../shared/more'
import { Side } from '../../shared/side'
import { Failed, Loading } from '../../shared/states'
import { told } from '../../shared/told'
import { texts } from '../../texts'
import { useCauses } from './use-history'
import type { Item } from './use-history'

const words = texts.timeline

/** The tree of what brought an event about, up to the request, and of what came of it. */
export function Causes({ of, onClose }: { readonly of: number; readonly onClose: () => void }) {
  const pages = useCauses(of)
  const [first] = pages.data?.pages ?? []
  const below = pages.data?.pages.flatMap((page) => page.below) ?? []
  return (
    <Side title={words.why} onClose={onClose}>
      <Stack gap="lg">
        {pages.isError && <Failed error={pages.error} again={pages.refetch} />}
        {pages.isPending && <Loading />}
        {first && (
          <>
            <Line item={first.event} strong />
            <Part title={words.above}>
              {first.above.map((item) => (
                <Line key={item.id} item={item} />
              ))}
              <Text size="sm">{words.request(first.request.who)}</Text>
            </Part>
            <Part title={words.below}>
              {below.length === 0 && <Text c="dimmed">{words.nothingBelow}</Text>}
              {below.map((item) => (
                <Line key={item.id} item={item} />
              ))}
            </Part>
          </>
        )}
        <More of={pages} label={words.further} />
      </Stack>
    </Side>
  )
}

const Part = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => (
  <Stack gap="xs">
    <Title order={3} size="sm">
      {title}
    </Title>
    {children}
  </Stack>
)

const Line = ({ item, strong = false }: { readonly item: Item; readonly strong?: boolean }) => (
  <div>
    <Text className="anywhere" fw={strong ? 650 : 400}>
      {told(item.words)}
    </Text>
    <Text size="sm" c="dimmed">
      {item.who} · {momentOf(item.occurredAt)} · <EventLink position={item.position} />
    </Text>
  </div>
)
