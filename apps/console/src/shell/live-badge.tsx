import { Badge } from '@mantine/core'
import type { Connection } from '../api/live'
import { texts } from '../texts'

const colors = { live: 'teal', connecting: 'gray', lost: 'orange', back: 'teal' } as const

/** Whether what is on the screen follows what happens. */
export function LiveBadge({ connection }: { readonly connection: Connection }) {
  return (
    <Badge
      variant="dot"
      color={colors[connection]}
      size="lg"
      tt="none"
      role="status"
      fw={600}
      title={texts.shell.liveAbout[connection]}
    >
      {texts.shell.live[connection]}
    </Badge>
  )
}
